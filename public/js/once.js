// Enter and a double click send a form once. The server keeps one result anyway; this only spares the clerk the doubt.
export function startOnce(page) {
  page.addEventListener('submit', (event) => {
    const form = event.target;
    if (!form.matches('[data-once]')) return;
    if (form.getAttribute('aria-busy') === 'true') event.preventDefault();
    else form.setAttribute('aria-busy', 'true');
  });
  // Back from the browser's memory: the same form may be sent again, and finds its first result.
  addEventListener('pageshow', () => {
    for (const form of page.querySelectorAll('form[aria-busy]')) form.removeAttribute('aria-busy');
  });
}
