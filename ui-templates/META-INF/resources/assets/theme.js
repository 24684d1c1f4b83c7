// Runs before the first paint, so that a page never flashes in the wrong light.
(() => {
  const root = document.documentElement;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const choice = () => {
    try {
      return localStorage.getItem('elevenfold-theme') || 'system';
    } catch {
      return 'system';
    }
  };
  const apply = () => {
    const chosen = choice();
    root.dataset.themeChoice = chosen;
    root.dataset.bsTheme = chosen === 'system' ? (dark.matches ? 'dark' : 'light') : chosen;
    root.dataset.js = '';
    document.dispatchEvent(new Event('ef:theme'));
  };
  dark.addEventListener('change', apply);
  window.efTheme = chosen => {
    try {
      localStorage.setItem('elevenfold-theme', chosen);
    } catch {
      // Private windows keep nothing: the choice holds until the next page.
    }
    apply();
  };
  apply();
})();
