// Campaigns: what several hosts have in common.
import {data, el} from './dom.js';
import {counted, hosts, KINDS, share} from './group.js';
import {onKeys} from './keys.js';
import {Live, showSource} from './live.js';
import {severityBadge, stageChain, time, word} from './words.js';

const BANDS = [[90, 'critical'], [73, 'high'], [47, 'medium'], [21, 'low'], [0, 'info']];
const content = document.getElementById('content');
let arrived = false;

new Live(() => '/api/campaigns', show);
new Live(() => '/api/overview', overview => showSource(overview.source));

function show(answer) {
  content.removeAttribute('aria-busy');
  content.replaceChildren(...(answer.total === 0 ? nothing() : answer.campaigns.map(campaign)));
  if (!arrived && location.hash) {
    document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }
  arrived = true;
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
    el('p', {class: 'over'}, severityBadge(BANDS.find(([from]) => score >= from)[1], score)),
    el('h2', {id: title}, data(word(KINDS, own.kind))),
    el('p', {}, data(own.why)),
    el('dl', {class: 'facts'},
      fact('Hosts', counted(own.host_count, own.host_count_error)),
      own.prevalence?.share_percent == null ? null : fact('Share of the fleet', share(own.prevalence)),
      fact('Stages', stageChain(own.stages ?? [])),
      fact('First seen', time(own.first_seen)),
      fact('Last seen', time(own.last_seen))),
    hosts(own.hosts ?? [], own.host_count),
    el('details', {}, el('summary', {}, 'Fingerprint: by what the hosts were joined'),
      el('p', {}, el('code', {}, data(own.fingerprint)), ' (# is any number)')));
}

function fact(name, value) {
  return el('div', {}, el('dt', {}, name), el('dd', {}, value));
}

onKeys({Escape: () => location.assign('/')});
