// The cases as a list: filters whose state is the page's address, pages, and rows that stay where they are when a
// new case comes.
import {announce, clipped, data, el} from './dom.js';
import {onKeys} from './keys.js';
import {Live} from './live.js';
import {isBounded, ofAnyTime, onRange, rangeWords, toAddress} from './range.js';
import {
  number, plural, SEVERITIES, severityBadge, severityMark, STAGE_NAMES, stageChain, STAGES, STATUSES, time, TO_READ, VERDICTS, word,
} from './words.js';

const PAGE = 50;
const at = id => document.getElementById(id);
const form = at('filters');
const rows = at('rows');
let known = new Map();
let shownQuery = null;

buildFilters();
readAddress();
const live = new Live(() => `/api/cases?${query({limit: PAGE})}`, show);

function buildFilters() {
  at('severity-chips').replaceChildren(...SEVERITIES.map(severity => el('label', {class: `chip ${severity}`},
    el('input', {type: 'checkbox', name: 'severity', value: severity}),
    severityMark(severity), ` ${severity} `, el('span', {class: 'facet', 'data-severity': severity}))));
  options(at('verdict'), 'any', VERDICTS);
  options(at('status'), 'any but merged', {[TO_READ.name]: TO_READ.words, ...STATUSES});
  options(at('stage'), 'any', Object.fromEntries(STAGES.map(stage => [stage, STAGE_NAMES[stage]])));
}

function options(select, any, words) {
  select.replaceChildren(el('option', {value: ''}, any),
    ...Object.entries(words).map(([value, name]) => el('option', {value}, name)));
}

function readAddress() {
  const address = new URLSearchParams(location.search);
  for (const box of form.querySelectorAll('[name=severity]')) {
    box.checked = address.getAll('severity').includes(box.value);
  }
  for (const name of ['verdict', 'status', 'stage', 'host', 'q']) {
    form.elements[name].value = address.get(name) ?? '';
  }
  form.dataset.offset = /^\d{1,7}$/.test(address.get('offset') ?? '') ? address.get('offset') : '0';
}

/** What the form asks for, without what it leaves open. */
function query(more = {}) {
  const wanted = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (value.trim() !== '') {
      wanted.append(name, value.trim());
    }
  }
  if (form.dataset.offset !== '0') {
    wanted.set('offset', form.dataset.offset);
  }
  Object.entries(more).forEach(([name, value]) => wanted.set(name, value));
  return wanted.toString();
}

/** The same as it stands in the page's address. */
function address(more = {}) {
  const wanted = toAddress(new URLSearchParams(query(more))).toString();
  return wanted === '' ? '/' : `/?${wanted}`;
}

function filtersChanged() {
  form.dataset.offset = '0';
  history.replaceState(null, '', address());
  live.refresh();
}

let typing;
form.addEventListener('input', event => {
  if (event.target.matches('[type=text], [type=search]')) {
    clearTimeout(typing);
    typing = setTimeout(filtersChanged, 250);
  }
});
form.addEventListener('change', now);
onRange(now);
form.addEventListener('submit', event => {
  event.preventDefault();
  now();
});

function now() {
  clearTimeout(typing);
  filtersChanged();
}

function show(page) {
  const asked = query();
  const sameList = asked === shownQuery;
  const fresh = new Set(sameList ? page.cases.filter(row => !known.has(row.id)).map(row => row.id) : []);
  const changed = sameList ? page.cases.filter(row => known.has(row.id) && known.get(row.id) !== row.revision) : [];
  shownQuery = asked;
  sessionStorage.setItem('list', address());
  keepingFocus(() => rows.replaceChildren(...page.cases.map(row => caseRow(row, fresh.has(row.id)))));
  known = new Map(page.cases.map(row => [row.id, row.revision]));
  goOnWhereTheReaderWas();
  showFacets(page.facets);
  showCount(page, asked);
  showPages(page);
  tell(page, sameList, fresh.size, changed.length);
}

/** Whoever comes back from a case goes on at its row. */
function goOnWhereTheReaderWas() {
  const row = sessionStorage.getItem('return-to');
  sessionStorage.removeItem('return-to');
  const link = row == null ? null : links().find(candidate => candidate.dataset.id === row);
  link?.focus();
  link?.closest('tr').scrollIntoView({block: 'nearest'});
}

function keepingFocus(replace) {
  const focused = document.activeElement?.closest?.('#rows a')?.dataset.id;
  replace();
  if (focused != null) {
    links().find(link => link.dataset.id === focused)?.focus();
  }
}

function tell(page, sameList, fresh, changed) {
  if (!sameList) {
    announce(`${plural(page.total, 'case')} in the list`);
  } else if (fresh + changed > 0) {
    announce([fresh ? plural(fresh, 'new case') : '', changed ? `${plural(changed, 'case')} changed` : '']
      .filter(part => part).join(', '));
  }
}

function caseRow(row, fresh) {
  const status = TO_READ.statuses.includes(row.status) ? null : el('span', {class: 'status'}, word(STATUSES, row.status));
  return el('tr', {role: 'row', class: fresh ? 'fresh' : null},
    el('td', {role: 'cell', class: 'severity-cell'}, severityBadge(row.severity, row.score)),
    el('th', {scope: 'row', role: 'rowheader', class: 'host'},
      el('a', {href: `/case?${new URLSearchParams({id: row.id})}`, 'data-id': row.id}, data(clipped(row.host, 120))),
      el('span', {class: 'verdict'}, word(VERDICTS, row.verdict)), status),
    el('td', {role: 'cell', class: 'reason'}, el('div', {class: 'clamp'}, data(row.reason))),
    el('td', {role: 'cell', class: 'stages'}, stageChain(row.stages)),
    el('td', {role: 'cell', class: 'when'}, time(row.end)));
}

function showFacets(facets) {
  for (const place of form.querySelectorAll('[data-severity]')) {
    place.textContent = number(facets.severity[place.dataset.severity] ?? 0);
  }
  const read = TO_READ.statuses.reduce((sum, status) => sum + facets.status[status], 0);
  const statuses = {...facets.status, [TO_READ.name]: read};
  showOptions('verdict', VERDICTS, facets.verdict);
  showOptions('status', {...STATUSES, [TO_READ.name]: TO_READ.words}, statuses);
  showOptions('stage', STAGE_NAMES, facets.stage);
}

function showOptions(select, words, counts) {
  for (const option of at(select).options) {
    if (option.value !== '') {
      option.textContent = `${words[option.value]} (${number(counts[option.value] ?? 0)})`;
    }
  }
}

function showCount(page, asked) {
  const last = page.offset + page.cases.length;
  const filters = new URLSearchParams(asked);
  filters.delete('offset');
  at('count').replaceChildren(page.total <= page.cases.length
    ? plural(page.total, 'case')
    : `${number(page.offset + 1)} to ${number(last)} of ${plural(page.total, 'case')}`,
    ...(isBounded() ? [` changed ${rangeWords()}`] : []), ...olderLink(page.older, filters));
  at('clear').hidden = address() === '/';
  for (const kind of ['csv', 'ndjson']) {
    at(`export-${kind}`).href = `/export/cases.${kind}?${filters}`;
  }
  at('cases').hidden = page.cases.length === 0;
  at('empty').hidden = page.cases.length > 0;
  if (page.cases.length === 0) {
    at('empty').replaceChildren(...emptiness(asked, page));
  }
}

function olderLink(older, filters) {
  return older === 0 ? [] : [', ', el('a', {href: ofAnyTime(filters)}, `${number(older)} older`)];
}

function emptiness(asked, page) {
  if (page.total > 0) {
    return [el('p', {}, 'The list is not that long any more.'), el('p', {}, el('a', {href: '/'}, 'To its beginning'))];
  }
  if (page.older > 0) {
    return [el('p', {}, `No case ${isFiltered(asked) ? 'that matches these filters ' : ''}was changed ${rangeWords()}.`),
      el('p', {}, el('a', {href: ofAnyTime(asked)}, `Show ${plural(page.older, 'older case')}`))];
  }
  return !isFiltered(asked)
    ? [el('p', {}, 'No case yet.'), el('p', {}, 'Quiet is good news only where the telemetry is there: see what is invisible, above. A case appears here by itself.')]
    : [el('p', {}, 'No case matches these filters.'), el('p', {}, el('a', {href: '/'}, 'Clear them'))];
}

function isFiltered(asked) {
  return [...new URLSearchParams(asked).keys()].some(name => name !== 'within' && name !== 'offset');
}

function showPages(page) {
  const pages = at('pages');
  pages.hidden = page.total <= PAGE && page.offset === 0;
  pages.replaceChildren(
    pageLink('← Previous', Math.max(0, page.offset - PAGE), page.offset > 0),
    pageLink('Next →', page.offset + PAGE, page.offset + page.cases.length < page.total));
}

function pageLink(text, offset, there) {
  return there ? el('a', {class: 'button', href: address({offset})}, text) : el('span', {class: 'button off'}, text);
}

const links = () => [...rows.querySelectorAll('a')];

function step(by) {
  const all = links();
  if (all.length === 0) {
    return false;
  }
  const now = all.indexOf(document.activeElement);
  const next = now < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, now + by));
  all[next].focus();
  all[next].closest('tr').scrollIntoView({block: 'nearest'});
  return true;
}

/** The arrows scroll as everywhere, until somebody is in the list. */
const stepInside = by => event => event.target.closest('#rows') ? step(by) : false;

onKeys({
  j: () => step(1),
  k: () => step(-1),
  ArrowDown: stepInside(1),
  ArrowUp: stepInside(-1),
  '/': () => at('q').focus(),
  Escape: event => event.target.closest('#filters, #rows') ? document.activeElement.blur() : false,
});
