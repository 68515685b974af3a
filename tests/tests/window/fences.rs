//! What the page cannot do, whoever wrote what it shows.

use coexist_tests::window::Window;
use serde_json::json;

#[tokio::test]
async fn the_page_stays_inside_its_fences() {
    let desk = tempfile::tempdir().unwrap();
    let window = Window::open(desk.path()).await;

    // Commands of Tauri and of plugins that nobody granted, and none that does not exist.
    for (command, request) in [
        ("plugin:dialog|open", json!({})),
        ("plugin:opener|open_url", json!({ "url": "https://example.org" })),
        ("plugin:event|emit", json!({ "event": "changed", "payload": null })),
        ("plugin:window|close", json!({})),
        ("plugin:webview|create_webview_window", json!({})),
        ("no_such_command", json!({})),
    ] {
        let refused = window.ask(command, request).await;
        assert!(refused.is_err(), "{command} was answered: {refused:?}");
    }
    // The shell's own rule: a link that is no page of the web is not even asked about.
    let refused =
        window.ask("shell_open_external", json!({ "url": "file:///etc/passwd" })).await.unwrap_err();
    assert_eq!(refused["code"], "link-refused");

    // No way out of the interface.
    let here = window.address().await;
    for elsewhere in ["https://example.org/", "data:text/html,<h1>x</h1>", "file:///etc/hostname"] {
        window.script("location.href = arguments[0]", vec![json!(elsewhere)]).await;
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        assert_eq!(window.address().await, here, "left for {elsewhere}");
    }
    let opened = window.script("return window.open('https://example.org') === null", vec![]).await;
    assert_eq!(opened, json!(true), "a second window");

    // No code from text, no network, no frame, no globals of Tauri.
    let evaluated = "try { return String(window.eval('1 + 1')); } catch { return 'refused'; }";
    assert_eq!(window.script(evaluated, vec![]).await, json!("refused"));
    assert_eq!(window.script("return typeof window.__TAURI__", vec![]).await, json!("undefined"));
    let fetched = "const done = arguments[0];
        fetch('http://127.0.0.1:9/').then(() => done('sent'), () => done('refused'));
        document.addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective));";
    let fetched = window.script_async(fetched).await;
    assert_eq!(fetched, json!("connect-src"), "the policy does not hold the network");
    let inline = "const script = document.createElement('script');
        script.textContent = 'window.inlineRan = true'; document.head.append(script);
        return window.inlineRan === undefined;";
    assert_eq!(window.script(inline, vec![]).await, json!(true), "a script of the page ran");
    let frozen = "return Object.isFrozen(Object.prototype)";
    assert_eq!(window.script(frozen, vec![]).await, json!(true), "prototypes can be changed");
    window.close().await;
}
