# What the desktop window says itself: links, files, printing.

desktop-link-title = Open a link
desktop-link-question = This link opens in your browser, outside COEXIST:

    { $link }
desktop-link-open = Open the link
desktop-link-stay = Stay here

error-link-refused = This link does not lead to a web page. It was not opened.
error-link-not-opened = No program could open this link. Copy it into your browser.
error-print-failed = Printing did not start. Check that a printer is ready, then try again.
error-path-not-text = The name of this file holds characters that cannot be read. Rename it, then try again.
