// The server remembers the choice; the page changes at once instead of loading again. The language needs a new page.
export function startPreferences(page) {
  for (const form of page.querySelectorAll('[data-preferences]')) {
    form.addEventListener('submit', (event) => {
      if (event.submitter?.name !== 'theme') return;
      event.preventDefault();
      choose(page, form, event.submitter);
    });
  }
  page.addEventListener('click', (event) => {
    for (const menu of page.querySelectorAll('details.menu[open]')) if (!menu.contains(event.target)) menu.open = false;
  });
}

function choose(page, form, button) {
  page.documentElement.dataset.theme = button.value;
  for (const each of form.querySelectorAll('[name="theme"]'))
    each.setAttribute('aria-pressed', String(each === button));
  const body = new URLSearchParams(new FormData(form, button));
  void fetch(form.action, { method: 'POST', body, redirect: 'manual' });
}
