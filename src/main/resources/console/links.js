// Addresses outside of the console. A document names them, and whoever wrote the document may be a stranger: only addresses
// of the web are links, they open beside the console, and what they open learns nothing of it.
import {data, el} from './dom.js';

const KINDS = {host: 'Host', user: 'Users', hash: 'Hashes', record: 'Records'};

/** The rule's documentation, and the places in the user's own console; null when there are none. */
export function links(kase) {
  const reference = kase.rule?.reference;
  const named = (kase.shtinkering.links ?? []).filter(link => Object.hasOwn(KINDS, link.kind));
  const lines = [
    ['About the technique', reference == null ? [] : [outside(reference, reference)]],
    ...Object.entries(KINDS).map(([kind, name]) =>
      [name, named.filter(link => link.kind === kind).map(link => outside(link.url, link.value))]),
  ].filter(([, targets]) => targets.length > 0);
  return lines.length === 0 ? null : el('dl', {class: 'links'}, lines.map(([name, targets]) =>
    el('div', {}, el('dt', {}, name), targets.map(target => el('dd', {}, target)))));
}

function outside(address, text) {
  const target = ofTheWeb(address);
  return target == null
    ? data(text)
    : el('a', {href: target, target: '_blank', rel: 'noopener noreferrer', title: target}, data(text));
}

/** As a browser reads it; null where it is none of the web, or hides its host behind a user's name. */
function ofTheWeb(address) {
  try {
    const {protocol, username, password, href} = new URL(String(address));
    return ['https:', 'http:'].includes(protocol) && username === '' && password === '' ? href : null;
  } catch {
    return null;
  }
}
