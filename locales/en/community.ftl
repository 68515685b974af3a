# Community: the words around the charter. The text of the charter comes from content/.

community-title = Community
community-charter-title = The charter of the community
community-charter-source = Text of the Cité de la Solidarité Internationale, reproduced word for word, in French.
community-charter-signing = The letter of support cannot be signed in this application yet. To sign it, contact the incubator’s team.
community-charter-unreadable = The charter could not be opened. Close the application and open it again; if that is not enough, install it again. Your data stays in place.

## Who sees what

who-sees-what-title = Who sees what
who-sees-what-intro = This page says what stays with you, what your colleagues see and what the incubator sees, in this version.

who-sees-what-alone-title = Before you join an organisation
who-sees-what-alone-text = Everything you write stays on this computer, in an encrypted database. Nothing leaves it. The sample workspace never leaves it.

who-sees-what-joined-title = When you join an organisation
who-sees-what-joined-text = What you had written before is copied into the organisation: your colleagues will see it. First remove what must stay yours alone.

who-sees-what-colleagues-title = Your colleagues
who-sees-what-colleagues-text = They see the organisation’s dossiers, directory, exchanges, tasks and journal, with their history. What you change or delete stays in the history. What a colleague has already received stays on their computer.

who-sees-what-drafts-title = Your drafts
who-sees-what-drafts-text = A draft stays on this computer. Once saved, it becomes visible to your colleagues at the next sharing.

who-sees-what-host-title = The incubator
who-sees-what-host-text = The incubator’s server carries and keeps what you share with your colleagues, sealed: the people who run it cannot read your work. They see what carrying needs: your organisation’s name, the names of its people and computers, and when something passes. An invitation link opens your organisation: hand it on as you would a key.

who-sees-what-others-title = Other organisations
who-sees-what-others-text = They see nothing of your dossiers. This version does not share anything with them yet.
