// Campaigns: what several hosts have in common.
import {data, el} from './dom.js';
import {onKeys} from './keys.js';
import {Live, showSource} from './live.js';
import {number, plural, severityBadge, stageChain, time} from './words.js';

const KINDS = {
  'campaign': 'Campaign: one actor on several hosts',
  'deployment': 'Deployment: a tool that arms many hosts',
  'crash-storm': 'Crash storm: one program crashes on many hosts',
};
const BANDS = [[90, 'critical'], [73, 'high'], [47, 'medium'], [21, 'low'], [0, 'info']];
const SHOWN_HOSTS = 24;
const content = document.getElementById('content');

new Live(() => '/api/campaigns', show);
new Live(() => '/api/overview', overview => showSource(overview.source));

function show(answer) {
  content.removeAttribute('aria-busy');
  content.replaceChildren(...(answer.total === 0 ? nothing() : answer.campaigns.map(campaign)));
}

function nothing() {
  return [el('div', {class: 'empty'}, el('p', {}, 'No campaign.'),
    el('p', {}, 'Nothing that was seen on several hosts belongs together so far.'))];
}

function campaign(document) {
  const own = document.shtinkering.campaign;
  const score = document.event.risk_score;
  const title = `campaign-${own.id}`;
  return el('article', {class: 'campaign', 'aria-labelledby': title},
    el('p', {class: 'over'}, severityBadge(BANDS.find(([from]) => score >= from)[1], score),
      el('span', {class: 'verdict'}, KINDS[own.kind] ?? data(own.kind))),
    el('h2', {id: title}, data(own.fingerprint)),
    el('p', {}, data(own.why)),
    el('dl', {class: 'facts'},
      fact('Hosts', own.host_count_error ? `about ${number(own.host_count)} (± ${number(own.host_count_error)})` : number(own.host_count)),
      fact('Stages', stageChain(own.stages ?? [])),
      fact('First seen', time(own.first_seen)),
      fact('Last seen', time(own.last_seen))),
    hosts(own.hosts ?? [], own.host_count));
}

function hosts(names, count) {
  const link = name => el('li', {}, el('a', {href: `/?${new URLSearchParams({host: name})}`}, data(name)));
  return [
    el('ul', {class: 'hosts'}, names.slice(0, SHOWN_HOSTS).map(link)),
    names.length > SHOWN_HOSTS
      ? el('details', {}, el('summary', {}, `${plural(names.length - SHOWN_HOSTS, 'more host')} of ${number(count)}`),
          el('ul', {class: 'hosts'}, names.slice(SHOWN_HOSTS).map(link)))
      : null,
  ];
}

function fact(name, value) {
  return el('div', {}, el('dt', {}, name), el('dd', {}, value));
}

onKeys({Escape: () => location.assign('/')});
