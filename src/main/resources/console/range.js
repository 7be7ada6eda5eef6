// The range of time of which cases are shown: by when the job wrote their newest revision, never by the time of the
// events, which is what a host's clock says. It stands in the page's address unless it is the usual one.
import {clipped, el, pasteable} from './dom.js';

// No attempt leaves the page by itself because it is old.
const USUAL = 'all';
const RANGES = {
  'PT24H': 'in the last 24 hours',
  'P7D': 'in the last 7 days',
  'P30D': 'in the last 30 days',
  [USUAL]: 'at any time',
};
const select = document.getElementById('within');
const asked = new URLSearchParams(location.search).get('within') || USUAL;

// Another duration may stand in the address, and what is none is refused by the server in words.
select.replaceChildren(...Object.entries({[asked]: `within ${clipped(pasteable(asked), 20)}`, ...RANGES})
  .sort(([one], [other]) => Object.keys(RANGES).indexOf(one) - Object.keys(RANGES).indexOf(other))
  .map(([value, words]) => el('option', {value}, words)));
select.value = asked;

/** What the server is asked for. */
export function within() {
  return select.value;
}

/** In words, to stand behind what happened. */
export function rangeWords() {
  return select.selectedOptions[0].textContent;
}

/** Whether cases may be older than the range. */
export function isBounded() {
  return select.value !== USUAL;
}

/** Writes the range into an address, or takes it out when it is the usual one. */
export function toAddress(parameters) {
  if (select.value === USUAL) {
    parameters.delete('within');
  } else {
    parameters.set('within', select.value);
  }
  return parameters;
}

/** The address of the same list without a range. */
export function ofAnyTime(parameters) {
  const wanted = new URLSearchParams(parameters);
  wanted.delete('offset');
  wanted.set('within', USUAL);
  return `/?${wanted}`;
}

export function onRange(changed) {
  select.addEventListener('change', changed);
}
