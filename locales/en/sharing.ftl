# Sharing with one's colleagues, through the organisation's endpoint.

activity-join = Bringing your work into the organisation

error-not-connected = This desk has not joined an organisation yet. Paste an invitation in Settings to join one.
error-not-an-owner = Only a person responsible for the organisation can do this. Ask them.
error-last-owner = The organisation keeps at least one owner. Give this role to somebody else first.
error-no-longer-a-member = This computer no longer belongs to the organisation. Your work stays saved here and is no longer shared. Speak with an owner.
error-already-connected = This desk has already joined an organisation. Nothing has changed.
error-invitation-malformed = This link is not a whole invitation. Copy all of it, from “coexist://” to the end.
error-invitation-expired = This invitation is no longer valid. Ask the person who sent it for a new one.
error-invitation-used = This invitation has already been used. Ask the person who sent it for a new one.
error-organisation-unknown = The server does not know this organisation. Check with the person who invited you that the invitation is the right one.
error-already-joined = This desk is already part of the organisation.
error-token-invalid = The server did not recognise this desk. Your work is saved here; ask an owner to check the list of desks.
error-newer-format = The server and this application are not of the same version. Update the application; your work stays saved here.
error-too-large = This is too large for the server. Your work stays saved here.
error-other-endpoint = Another server answered at this address. To be safe, nothing was sent.
error-endpoint-unreachable = The organisation’s server does not answer. Your work is saved on this computer and will leave as soon as the network is back.
error-endpoint-not-coexist = Something other than the COEXIST server answered, for instance the welcome page of a Wi-Fi network. Open your browser to sign in to the network, then try again.
error-endpoint-trouble = The organisation’s server has a passing problem. Your work is saved here and will leave later.
error-endpoint-refused = The server refused a part of what was sent. Nothing is lost here; tell the person who looks after the server.
error-roster-refused = The list of members that came in is not signed as it should be. To be safe, nothing was taken over; tell an owner of the organisation.
error-fork = This desk exists twice, probably after a disk was copied. Nothing is lost; tell an owner of the organisation.
error-segment = A packet that came in is damaged. It will be asked for again.
error-signature-invalid = The server could not verify this desk’s signature. Nothing was sent; try again, then tell an owner.
error-invitation-not-by-owner = This invitation does not come from an owner of the organisation. Ask one of them for an invitation.
error-device-unknown = The server no longer knows this desk. Your work is saved here; ask for a new invitation.
error-challenge-expired = The answer took too long to arrive. Try again.
