// The fleet at a glance. The list below it is in list.js.
import {data, el} from './dom.js';
import './list.js';
import {Live, showSource} from './live.js';
import {number, plural, SEVERITIES, severityMark, time} from './words.js';

const READ = SEVERITIES.filter(severity => severity !== 'info');
const at = id => document.getElementById(id);

new Live(() => '/api/overview', show);

function show(overview) {
  showSource(overview.source);
  showOpen(overview.cases.open);
  showArmed(overview.hosts);
  showCampaigns(overview.campaigns);
  showInvisible(overview.invisible, overview.source.state);
}

function showOpen(open) {
  const read = READ.reduce((sum, severity) => sum + open[severity], 0);
  at('open-number').textContent = number(read);
  at('open-stack').replaceChildren(...READ.filter(severity => open[severity] > 0).map(severity => {
    const segment = el('span', {class: `segment ${severity}`});
    segment.style.flexGrow = open[severity];
    return segment;
  }));
  at('open-counts').replaceChildren(...SEVERITIES.map(severity => el('li', {},
    el('a', {href: `/?severity=${severity}&status=open`, class: open[severity] ? severity : `${severity} none`},
      severityMark(severity), ' ', el('strong', {}, number(open[severity])), ` ${severity}`))));
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
      el('a', {href: `/?${new URLSearchParams({host: host.host})}`}, data(host.host))),
    el('td', {}, data(host.scopes?.join(', '))),
    el('td', {}, time(host.since)),
    el('td', {}, data(host.by?.executable ?? 'not told')),
    el('td', {}, data(host.by?.user ?? 'not told')));
}

function showCampaigns(campaigns) {
  at('campaigns-number').textContent = campaigns.total == null ? 'not known' : number(campaigns.total);
  at('campaigns-text').replaceChildren(campaigns.total > 0
    ? el('a', {href: '/campaigns'}, 'what several hosts have in common')
    : 'Nothing that several hosts have in common.');
}

function showInvisible(invisible, state) {
  at('blind-number').textContent = invisible == null ? 'not known' : plural(invisible.length, 'blind spot');
  at('blind-list').replaceChildren(...blindSpots(invisible, state));
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
