// Makes nodes. Every string becomes a text node; nothing here, or anywhere in the console, takes markup.

// Characters that act on the text around them or cannot be seen: controls, bidi and zero-width formats, separators,
// lone surrogates, private use, fillers, variation selectors.
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\u115f\u1160\u3164\uffa0\ufe00-\ufe0f\u{e0100}-\u{e01ef}]|(?<=\p{M}{2})\p{M}/gu;

/** An element: attributes, then children; strings are shown as they are. */
export function el(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for a drawing. */
export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      node.addEventListener(name.slice(2), value);
    } else if (value === true) {
      node.setAttribute(name, '');
    } else if (value !== false && value != null) {
      node.setAttribute(name, String(value));
    }
  }
  node.append(...children.flat(Infinity).filter(child => child != null && child !== false));
  return node;
}

/** A stranger's text, isolated from what stands around it, with what cannot be seen made visible; paths may break. */
export function data(text, attributes = {}) {
  const node = el('bdi', attributes);
  const string = String(text ?? '');
  let from = 0;
  for (const match of string.matchAll(HIDDEN)) {
    node.append(...breakable(string.slice(from, match.index)), hidden(match[0]));
    from = match.index + match[0].length;
  }
  node.append(...breakable(string.slice(from)));
  return node;
}

function breakable(text) {
  return text.split(/(?<=\\)(?=[^\\])/).flatMap((part, i) => i === 0 ? [part] : [el('wbr'), part]);
}

function hidden(character) {
  const code = character.codePointAt(0);
  const shown = code < 0x20 ? String.fromCodePoint(0x2400 + code) : code === 0x7f ? '\u2421' : name(code);
  return el('span', {class: 'hidden-character', title: name(code)}, shown);
}

function name(code) {
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** The same text for a clipboard: what cannot be seen as \uXXXX, so that pasting does no more than was read. */
export function pasteable(text) {
  return String(text ?? '').replace(HIDDEN, escaped);
}

/** A value as indented JSON that is plain to read and to paste. */
export function json(value) {
  return JSON.stringify(value, null, 2).split('\n').map(pasteable).join('\n');
}

function escaped(character) {
  return [...Array(character.length).keys()]
    .map(i => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`)
    .join('');
}

/** A text that is not longer than a list can bear. */
export function clipped(text, length) {
  const characters = [...String(text ?? '')];
  return characters.length <= length ? characters.join('') : characters.slice(0, length - 1).join('') + '…';
}

/** A button that copies; what it copies is said by `text` when it is pressed. */
export function copyButton(what, text) {
  const button = el('button', {type: 'button', class: 'copy', 'aria-label': `Copy ${what}`}, 'Copy');
  button.addEventListener('click', async () => {
    const done = await copy(text());
    button.textContent = done ? 'Copied' : 'Not copied';
    announce(done ? `Copied ${what}` : 'The browser did not allow copying');
    setTimeout(() => { button.textContent = 'Copy'; }, 2000);
  });
  return button;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Over plain HTTP from another machine there is no clipboard but this old way.
    const area = el('textarea', {class: 'visually-hidden', 'aria-hidden': 'true'});
    area.value = text;
    (document.querySelector('dialog[open]') ?? document.body).append(area);
    const focused = document.activeElement;
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    focused?.focus();
    return done;
  }
}

/** Says something to who cannot see the page. */
export function announce(text) {
  document.getElementById('announcements').textContent = text;
}
