# What the `coexist` command says in a terminal, when no other sentence fits.

error-unknown-command = There is no command “{ $command }”. “coexist commands” shows them all.
error-request-not-json = The request is not JSON: { $reason }.
error-desk-closed = The desk closed before answering. Open it again and look whether the request was carried out before repeating it.
error-no-data-folder = This account has no folder for data. Give one with --data.
terminal-progress = { $total ->
    [0] { $name }: { $done }
   *[other] { $name }: { $done } of { $total }
}
