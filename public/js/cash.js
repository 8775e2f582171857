// 唱收唱付: the change stands large while the clerk still types what was handed over. The server works it out for itself.
export function startCash(page) {
  for (const till of page.querySelectorAll('[data-cash]')) {
    const form = till.closest('form');
    const input = till.querySelector('input');
    const due = till.querySelector('[data-cash-due]');
    const output = till.querySelector('[data-cash-change]');
    const isFixed = till.dataset.cash !== '';
    const show = () => {
      const owed = isFixed ? Number(till.dataset.cash) : cashPart(form);
      if (!isFixed) due.textContent = owed > 0 ? yuan(owed) : '–';
      const change = fen(input.value) - owed;
      output.textContent = Number.isInteger(change) && change >= 0 && owed > 0 ? yuan(change) : '–';
    };
    (isFixed ? input : form).addEventListener('input', show);
    if (!isFixed || input.value !== '') show();
  }
}

/** Fen to be paid in cash where the amount itself is typed, whole or beside a second tender; 0 when none of it is. */
function cashPart(form) {
  const { amount, secondAmount, secondTender } = form.elements;
  const second = secondTender.value === '' ? 0 : fen(secondAmount.value);
  if (secondTender.value === 'CASH') return second;
  return form.elements.tender.value === 'CASH' ? fen(amount.value) - second : 0;
}

/** Typed yuan as whole fen; NaN for anything else. */
function fen(typed) {
  const match = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(typed.normalize('NFKC').replace(/[¥,\s]/g, ''));
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : Number.NaN;
}

function yuan(amount) {
  return (amount / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}
