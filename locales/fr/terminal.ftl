# Ce que dit la commande « coexist » dans un terminal, quand aucune autre phrase ne convient.

error-unknown-command = La commande « { $command } » n’existe pas. « coexist commands » les montre toutes.
error-request-not-json = La demande n’est pas du JSON : { $reason }.
error-desk-closed = Le bureau s’est fermé avant de répondre. Rouvrez-le et regardez si la demande a été faite, avant de la refaire.
error-no-data-folder = Ce compte n’a pas de dossier pour les données. Donnez-en un avec --data.
terminal-progress = { $total ->
    [0] { $name } : { $done }
   *[other] { $name } : { $done } sur { $total }
}
