// Runs before the page's own code. The window is hidden until something stands in it: nothing is drawn while it is
// hidden, so this looks at the tree and not at frames.
(() => {
  if (window !== window.top) return;
  const begin = () => {
    const app = document.getElementById('app');
    if (!app) return;
    const watch = new MutationObserver(() => {
      if (app.childElementCount === 0) return;
      watch.disconnect();
      // A window that stays hidden is shown by the shell all the same, a little later.
      window.__TAURI_INTERNALS__.invoke('shell_shown', { request: {} }).catch(() => undefined);
    });
    watch.observe(app, { childList: true, subtree: true });
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin);
  else begin();
})();
