// Comfort on top of pages that read well without it.
const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

// Light, dark, system
const showTheme = () => {
  const chosen = document.documentElement.dataset.themeChoice;
  for (const button of all('[data-theme]')) {
    button.setAttribute('aria-pressed', String(button.dataset.theme === chosen));
  }
};
document.addEventListener('ef:theme', showTheme);
showTheme();

// Copy
const copy = async button => {
  const text = one('pre, code', button.closest('[data-copy]')).textContent;
  const label = one('span', button);
  const before = label.textContent;
  try {
    await navigator.clipboard.writeText(text);
    label.textContent = button.dataset.done;
  } catch {
    // Without a secure origin there is no clipboard: select the text, so that one key copies it.
    getSelection().selectAllChildren(one('pre, code', button.closest('[data-copy]')));
    label.textContent = button.dataset.selected;
  }
  setTimeout(() => (label.textContent = before), 1600);
};

const copyLink = async button => {
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(location.href);
    button.textContent = button.dataset.done;
    setTimeout(() => (button.textContent = before), 1600);
  } catch {
    // Without a secure origin there is no clipboard; the address bar has the link.
    prompt(before, location.href);
  }
};

document.addEventListener('click', event => {
  const button = event.target.closest('button');
  if (button?.dataset.theme) {
    window.efTheme(button.dataset.theme);
  } else if (button?.matches('.ef-copy-button')) {
    copy(button);
  } else if (button?.matches('[data-copy-link]')) {
    copyLink(button);
  } else if (button?.matches('[data-palette]')) {
    openPalette();
  }
  const row = event.target.closest('tr[data-href]');
  if (row && !event.target.closest('a, button, summary, input') && !String(getSelection())) {
    location.href = row.dataset.href;
  }
});
document.addEventListener('change', event => {
  if (event.target.matches('[data-submits]')) {
    event.target.form.requestSubmit();
  }
});
document.addEventListener('submit', event => {
  // Empty fields would only make the address longer.
  for (const field of all('input, select', event.target)) {
    if (event.target.method === 'get' && field.value === '') {
      field.disabled = true;
    }
  }
  const question = event.target.dataset.confirm;
  if (question && !confirm(question)) {
    event.preventDefault();
  }
});

// Rows by j and k, search by /, palette by Ctrl+K
let at = -1;
const move = by => {
  const rows = all('[data-row], tr[data-href]');
  if (!rows.length) {
    return;
  }
  rows[at]?.classList.remove('ef-here');
  at = Math.max(0, Math.min(rows.length - 1, at + by));
  rows[at].classList.add('ef-here');
  rows[at].scrollIntoView({ block: 'nearest' });
  one('a', rows[at])?.focus({ preventScroll: true });
};
document.addEventListener('keydown', event => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
    event.preventDefault();
    openPalette();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select, dialog')) {
    return;
  }
  if (event.key === '/') {
    const search = one('input[type=search]');
    if (search) {
      event.preventDefault();
      search.focus();
      search.select();
    } else {
      event.preventDefault();
      openPalette();
    }
  } else if (event.key === 'j') {
    move(1);
  } else if (event.key === 'k') {
    move(-1);
  }
});

// Palette
const palette = one('.ef-palette');
let entries = [];
let chosen = 0;
const places = () =>
  all('.ef-side .ef-nav a').map(link => ({ text: link.textContent.trim(), hint: '', href: link.getAttribute('href') }));
const searches = text =>
  all('[data-search]', palette).map(item => ({
    text: item.dataset.label.replace('…', ' “' + text + '”'),
    hint: '',
    href: item.dataset.search + encodeURIComponent(text),
  }));
const draw = () => {
  const text = one('input', palette).value.trim();
  const low = text.toLowerCase();
  entries = places().filter(place => place.text.toLowerCase().includes(low));
  if (text) {
    entries = entries.concat(searches(text));
  }
  chosen = Math.min(chosen, entries.length - 1);
  const list = one('ul', palette);
  list.replaceChildren(
    ...entries.map((entry, index) => {
      const item = document.createElement('li');
      item.setAttribute('role', 'option');
      item.setAttribute('aria-selected', String(index === chosen));
      item.id = 'ef-palette-' + index;
      item.textContent = entry.text;
      item.addEventListener('click', () => (location.href = entry.href));
      return item;
    }),
  );
  one('input', palette).setAttribute('aria-activedescendant', 'ef-palette-' + chosen);
};
const openPalette = () => {
  if (!palette || palette.open) {
    return;
  }
  chosen = 0;
  one('input', palette).value = '';
  palette.showModal();
  draw();
};
palette?.addEventListener('input', () => {
  chosen = 0;
  draw();
});
palette?.addEventListener('click', event => {
  if (event.target === palette) {
    palette.close();
  }
});
palette?.addEventListener('keydown', event => {
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    chosen = Math.max(0, Math.min(entries.length - 1, chosen + (event.key === 'ArrowDown' ? 1 : -1)));
    draw();
    one('[aria-selected=true]', palette)?.scrollIntoView({ block: 'nearest' });
  } else if (event.key === 'Enter' && entries[chosen]) {
    event.preventDefault();
    location.href = entries[chosen].href;
  }
});
