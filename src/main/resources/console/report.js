// The console's pages in one file, without a server: what they ask for is answered from the data in the file, and an
// address of the console stands behind the #. Every page is loaded anew, so that none leaves anything behind.
const DATA = JSON.parse(document.getElementById('data').textContent);
const PAGES = {'/': 'overview.js', '/case': 'case.js', '/campaigns': 'campaigns.js', '/dead-letters': 'dead-letters.js'};
const TO_READ = ['open', 'settled'];
const DIMENSIONS = {
  severity: row => [row.severity],
  verdict: row => [row.verdict],
  status: row => [row.status],
  stage: row => row.stages,
};

const here = new URL(location.hash.slice(1) || '/', 'http://report.invalid');
const page = Object.hasOwn(PAGES, here.pathname) ? here.pathname : '/';

document.body.append(document.getElementById(`page ${page}`).content);
document.title = `${document.title} – report`;
addEventListener('hashchange', () => location.reload());
document.addEventListener('click', event => {
  const link = event.target.closest?.('a[href]');
  const address = link?.getAttribute('href');
  if (link?.target === '_blank') {
    return; // leaves the report because a person wants it to
  }
  if (address?.startsWith('#')) {
    event.preventDefault();
    const place = document.getElementById(address.slice(1));
    place?.scrollIntoView();
    place?.focus();
  } else if (address != null) {
    event.preventDefault();
    if (address.startsWith('/')) {
      go(address);
    }
  }
});

function go(address) {
  location.hash = address;
}

const pageLocation = {
  search: here.search,
  hash: here.hash,
  assign: address => go(String(address).replace(/^[a-z]+:\/\/[^/]*/, '')),
};
const pageHistory = {replaceState: (state, title, address) => history.replaceState(state, title, `#${address}`)};

/** What the console's server would answer. Nothing here changes, so a question is answered once. */
async function pageFetch(url, {headers = {}} = {}) {
  if ('If-None-Match' in headers) {
    return {status: 304, ok: false};
  }
  const {pathname, searchParams} = new URL(url, here);
  const content = {
    '/api/overview': overview,
    '/api/cases': () => cases(searchParams),
    '/api/case': () => caseOf(searchParams.get('id')),
    '/api/campaigns': () => DATA.campaigns,
    '/api/dead-letters': () => DATA.deadLetters,
  }[pathname]?.();
  return content == null
    ? {status: 404, ok: false}
    : {status: 200, ok: true, headers: {get: () => 'report'}, json: async () => content};
}

function caseOf(id) {
  return Object.hasOwn(DATA.documents, id) ? DATA.documents[id] : null;
}

/** What the list leaves out is no concern of a case that is here. */
function overview() {
  const isHere = page === '/case' && Object.hasOwn(DATA.documents, here.searchParams.get('id'));
  return isHere ? {...DATA.overview, source: {...DATA.overview.source, notice: null}} : DATA.overview;
}

function cases(asked) {
  const offset = Number(asked.get('offset') ?? 0);
  const facets = Object.fromEntries(Object.keys(DIMENSIONS).map(name => [name, count(asked, name)]));
  const found = DATA.rows.filter(row => matches(row, asked, null));
  return {total: found.length, older: 0, offset, facets, cases: found.slice(offset, offset + Number(asked.get('limit') ?? 50))};
}

/** How many there would be for each value of a filter, the others as they are. */
function count(asked, name) {
  const counts = new Proxy({}, {get: (values, value) => values[value] ?? 0});
  for (const row of DATA.rows) {
    if (matches(row, asked, name)) {
      DIMENSIONS[name](row).forEach(value => { counts[value] = counts[value] + 1; });
    }
  }
  return counts;
}

function matches(row, asked, except) {
  return Object.entries(DIMENSIONS).every(([name, values]) => name === except || lets(name, values(row), wanted(asked, name)))
    && row.host.includes((asked.get('host') ?? '').trim().toLowerCase())
    && (asked.get('q') ?? '').toLowerCase().split(/\s+/).every(text => searched(row).includes(text));
}

function lets(name, values, wanted) {
  if (wanted.length === 0) {
    return name !== 'status' || !values.includes('merged');
  }
  return name === 'stage' ? wanted.every(value => values.includes(value)) : wanted.some(value => values.includes(value));
}

function wanted(asked, name) {
  return asked.getAll(name).flatMap(value => name === 'status' && value === 'to-read' ? TO_READ : [value]);
}

const texts = new Map();

function searched(row) {
  if (!texts.has(row.id)) {
    const strings = [];
    JSON.stringify(DATA.documents[row.id] ?? row, (key, value) => {
      strings.push(typeof value === 'object' ? '' : value);
      return value;
    });
    texts.set(row.id, strings.join('\n').toLowerCase());
  }
  return texts.get(row.id);
}

const loaded = new Map();

/** What a module exports; it runs when it is needed first. */
function need(name) {
  if (!loaded.has(name)) {
    loaded.set(name, MODULES[name](need, pageLocation, pageHistory, pageFetch));
  }
  return loaded.get(name);
}

need(PAGES[page]);
