// The fleet at a glance. The list below it is in list.js.
import {data, el} from './dom.js';
import './list.js';
import {Live, showSource} from './live.js';
import {isBounded, ofAnyTime, onRange, toAddress, within} from './range.js';
import {number, plural, SEVERITIES, severityMark, time, TO_READ} from './words.js';

const READ = SEVERITIES.filter(severity => severity !== 'info');
// Of all records: more is a warning.
const MOST_DEAD = 0.01;
const at = id => document.getElementById(id);

const live = new Live(() => `/api/overview?${new URLSearchParams({within: within()})}`, show);
onRange(() => live.refresh());

function show(overview) {
  showSource(overview.source);
  showToRead(overview.cases.to_read);
  showOlder(overview.cases.to_read_older);
  showArmed(overview.hosts);
  showCampaigns(overview.campaigns);
  showDead(overview.records);
  showRead(overview.sources ?? []);
  showInvisible(overview);
}

function toRead(cases) {
  return READ.reduce((sum, severity) => sum + cases[severity], 0);
}

/** What the range of time leaves out is never left unsaid. */
function showOlder(cases) {
  const older = at('read-older');
  older.hidden = !isBounded() || toRead(cases) === 0;
  older.href = ofAnyTime({status: TO_READ.name});
  older.textContent = `${number(toRead(cases))} older`;
}

function showToRead(cases) {
  at('read-number').textContent = number(toRead(cases));
  at('read-stack').replaceChildren(...READ.filter(severity => cases[severity] > 0).map(severity => {
    const segment = el('span', {class: `segment ${severity}`});
    segment.style.flexGrow = cases[severity];
    return segment;
  }));
  at('read-counts').replaceChildren(...SEVERITIES.map(severity => el('li', {},
    el('a', {href: `/?${toAddress(new URLSearchParams({severity, status: TO_READ.name}))}`, class: cases[severity] ? severity : `${severity} none`},
      severityMark(severity), ' ', el('strong', {}, number(cases[severity])), ` ${severity}`))));
}

function showArmed(hosts) {
  at('armed-number').textContent = hosts.armed == null ? 'not known' : number(hosts.armed);
  at('armed-text').replaceChildren(
    hosts.known == null
      ? 'of those with an open case: an index of cases does not hold the whole fleet.'
      : `of ${plural(hosts.known, 'host')} seen would write a full dump of LSASS now.`);
  const details = at('armed-details');
  details.hidden = hosts.examples.length === 0;
  at('armed-rows').replaceChildren(...hosts.examples.map(armedRow));
}

function armedRow(host) {
  return el('tr', {},
    el('th', {scope: 'row'},
      el('a', {href: `/?${new URLSearchParams({within: 'all', host: host.host})}`}, data(host.host))),
    el('td', {}, data(host.scopes?.join(', '))),
    el('td', {}, time(host.since)),
    el('td', {}, data(host.by?.executable ?? 'not told')),
    el('td', {}, data(host.by?.user ?? 'not told')));
}

function showCampaigns(campaigns) {
  at('campaigns-number').textContent = campaigns.total == null ? 'not known' : number(campaigns.total);
  at('campaigns-text').replaceChildren(campaigns.total > 0
    ? el('a', {href: '/campaigns'}, kinds(campaigns))
    : 'Nothing that several hosts have in common.');
}

/** A campaign is an attack; a deployment and a crash storm are none. */
function kinds(campaigns) {
  const told = Object.entries({'campaign': 'campaign', 'deployment': 'deployment', 'crash-storm': 'crash storm'})
    .filter(([kind]) => campaigns.kinds?.[kind] > 0)
    .map(([kind, name]) => plural(campaigns.kinds[kind], name));
  return told.length ? told.join(', ') : 'what several hosts have in common';
}

function showRead(sources) {
  at('read-details').hidden = sources.length === 0;
  at('read-rows').replaceChildren(...sources.map(source => el('tr', {},
    el('th', {scope: 'row'}, data(source.source)),
    el('td', {}, data(source.format)),
    el('td', {}, number(source.records)),
    el('td', {}, number(source.irrelevant)),
    el('td', {}, number(source.dead)),
    el('td', {}, source.newest_event_time ? time(source.newest_event_time) : 'none'))));
}

/** More than one record in a hundred dead is nothing to overlook. */
function showDead(records) {
  const share = records == null || records.records_in === 0 ? 0 : records.records_dead_lettered / records.records_in;
  at('dead-number').textContent = records == null ? 'not known' : number(records.records_dead_lettered);
  at('dead-number').closest('.tile').classList.toggle('warning', share > MOST_DEAD);
  at('dead-text').replaceChildren(...deadText(records, share));
}

function deadText(records, share) {
  if (records == null) {
    return ['Said when the job has ended: see health.json.'];
  }
  if (records.records_dead_lettered === 0) {
    return [`of ${plural(records.records_in, 'record')}.`];
  }
  const percent = share < 0.001 ? 'less than 0.1' : number(Math.round(share * 1000) / 10);
  return [share > MOST_DEAD ? el('strong', {}, 'Warning: ') : '', `${percent} % of ${plural(records.records_in, 'record')} could not be read. `,
    el('a', {href: '/dead-letters'}, 'Causes and examples')];
}

function showInvisible({invisible, hosts, records, source}) {
  const seen = hosts.known == null || hosts.known > 0;
  at('blind-number').textContent = invisible == null || !seen ? 'not known' : plural(invisible.length, 'blind spot');
  at('blind-list').replaceChildren(...(seen ? blindSpots(invisible, source.state) : [el('li', {}, nothingSeen(records))]));
}

/** Without a host nothing can be said of what its logging lacks. */
function nothingSeen(records) {
  if (records == null) {
    return 'Said when the job has written.';
  }
  if (records.records_in === 0) {
    return 'No record was read, so nothing can be said: look at what was passed over in summary.json.';
  }
  return records.records_in === records.records_dead_lettered
    ? 'Every record is dead, so nothing can be said: see the dead records.'
    : 'No record was of use, so no host is known and nothing can be said.';
}

function blindSpots(invisible, state) {
  if (invisible == null) {
    return [el('li', {}, state === 'waiting' ? 'Said when the job has written.' : 'An index of cases does not say it: see health.json.')];
  }
  if (invisible.length === 0) {
    return [el('li', {}, 'Every host sends what each stage needs.')];
  }
  return invisible.map(spot => el('li', {title: spot.message},
    el('strong', {}, data(spot.hides)),
    ': no ', data(spot.telemetry), ` record from ${number(spot.hosts)} of ${plural(spot.of, 'host')}`));
}
