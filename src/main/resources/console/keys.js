// Keys for who does not use a pointer. They can be switched off, because single keys get in the way of speech input.
const SETTING = 'single-keys-off';

const off = () => localStorage.getItem(SETTING) === '1';

/** keys: what each key does; a handler returns false when the key was not for it. */
export function onKeys(keys) {
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) {
      return;
    }
    const typing = event.target.closest?.('input, select, textarea');
    const single = event.key.length === 1;
    if ((single && (typing || off())) || (typing && event.key !== 'Escape')) {
      return;
    }
    const action = event.key === '?' ? openHelp : keys[event.key];
    if (action && action(event) !== false) {
      event.preventDefault();
    }
  });
}

function openHelp() {
  document.getElementById('keys').showModal();
}

document.getElementById('keys-open').addEventListener('click', openHelp);
const setting = document.getElementById('keys-on');
setting.checked = !off();
setting.addEventListener('change', () => localStorage.setItem(SETTING, setting.checked ? '0' : '1'));
