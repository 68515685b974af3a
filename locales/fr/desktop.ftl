# Ce que la fenêtre du bureau dit elle-même : liens, fichiers, impression.

desktop-link-title = Ouvrir un lien
desktop-link-question = Ce lien s’ouvre dans votre navigateur, hors de COEXIST :

    { $link }
desktop-link-open = Ouvrir le lien
desktop-link-stay = Rester ici

error-link-refused = Ce lien ne mène pas à une page web. Il n’a pas été ouvert.
error-link-not-opened = Aucun programme n’a pu ouvrir ce lien. Copiez-le dans votre navigateur.
error-print-failed = L’impression n’a pas commencé. Vérifiez qu’une imprimante est prête, puis réessayez.
error-path-not-text = Le nom de ce fichier contient des signes qui ne se lisent pas. Renommez-le, puis réessayez.
