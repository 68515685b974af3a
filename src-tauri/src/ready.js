// Runs before the page's own code. The window is hidden until something stands in it; nothing is drawn while it
// is hidden, so this looks at the tree first and at frames later.
(() => {
  if (window !== window.top) return;
  const tell = (interactive) =>
    window.__TAURI_INTERNALS__.invoke('shell_ready', { request: { interactive } }).catch(() => false);
  const frames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));

  const follow = async (app) => {
    let asking = false;
    let again = false;
    const watch = new MutationObserver(async () => {
      again = true;
      if (asking || app.childElementCount === 0) return;
      asking = true;
      // Once per change of the tree, until the first screen has its answers; two frames later they are drawn.
      while (again) {
        again = false;
        if (!(await tell(false)) || !app.querySelector('h1')) continue;
        watch.disconnect();
        await frames();
        await tell(true);
        return;
      }
      asking = false;
    });
    watch.observe(app, { childList: true, subtree: true });
  };

  const begin = () => {
    const app = document.getElementById('app');
    if (app) follow(app);
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin);
  else begin();
})();
