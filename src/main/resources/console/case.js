// One case: what happened, how sure we are, what to do.
import {announce, copyButton, data, el, json, pasteable} from './dom.js';
import {concernsFleet, fleet} from './fleet.js';
import {guide} from './guide.js';
import {onKeys} from './keys.js';
import {links} from './links.js';
import {Live, showSource} from './live.js';
import {processTree} from './processes.js';
import {parts, scale} from './score.js';
import {chain, inOrder, timeline} from './timeline.js';
import {number, plural, ROLES, severityBadge, STATUSES, time, VERDICTS, word} from './words.js';

const id = new URLSearchParams(location.search).get('id') ?? '';
const content = document.getElementById('content');
let shownRevision = null;
let shown = null;
let groups = new Map();

new Live(() => `/api/case?${new URLSearchParams({id})}`, show, showMissing);
new Live(() => '/api/overview', overview => showSource(overview.source));
new Live(() => '/api/campaigns', answer => {
  groups = new Map(answer.campaigns.map(group => [group.shtinkering.campaign.id, group]));
  if (shown?.shtinkering.campaign != null) {
    show(shown);
  }
});

function showMissing() {
  content.removeAttribute('aria-busy');
  content.replaceChildren(el('h1', {}, 'No such case'),
    el('p', {}, 'There is no case ', el('code', {}, data(id)), document.documentElement.classList.contains('report')
      ? ' in this report.' : ' here. It may come when the job has written; this page looks by itself.'));
}

function show(kase) {
  const own = kase.shtinkering;
  shown = kase;
  const evidence = inOrder(own.evidence);
  const positions = new Map(evidence.map((item, i) => [item.id, i + 1]));
  const opened = new Set([...content.querySelectorAll('details[open]')].map(details => details.parentElement.id));
  content.removeAttribute('aria-busy');
  document.title = `${pasteable(kase.host.name)}: ${word(VERDICTS, own.case.verdict)} – Shtinkering console`;
  content.replaceChildren(
    head(kase),
    section('guide', 'What to do', guide(own.guide)),
    el('div', {class: 'columns'},
      el('div', {class: 'column'},
        section('happened', 'What happened', chain(evidence, own.case.stages), timeline(evidence)),
        processes(kase),
        raw(kase)),
      el('div', {class: 'column'},
        section('score', 'Score and why', scale(kase.event.risk_score, own.case.severity),
          parts(own.score, kase.event.risk_score, positions)),
        concernsFleet(own) ? section('fleet', 'Across the fleet', fleet(own, groups)) : null,
        section('counterfactual', 'What would change the verdict',
          el('p', {}, own.counterfactual ? data(own.counterfactual) : 'Not said.')),
        elsewhere(kase))));
  opened.forEach(parent => document.getElementById(parent)?.querySelector('details')?.setAttribute('open', ''));
  if (shownRevision != null && shownRevision !== own.case.revision) {
    announce(`The case has changed: revision ${own.case.revision}`);
  }
  shownRevision = own.case.revision;
}

function head(kase) {
  const own = kase.shtinkering.case;
  return el('header', {class: `case-head ${own.severity}`},
    el('p', {class: 'over'}, severityBadge(own.severity, kase.event.risk_score),
      el('span', {class: 'verdict'}, word(VERDICTS, own.verdict)),
      own.variant ? el('span', {class: 'verdict'}, data(own.variant)) : null,
      el('span', {class: `status ${own.status}`}, word(STATUSES, own.status))),
    el('h1', {}, data(kase.host.name)),
    el('p', {class: 'lead'}, data(kase.event.reason)),
    own.merged_into ? el('p', {class: 'notice'}, 'This story goes on in case ',
      el('a', {href: `/case?${new URLSearchParams({id: own.merged_into})}`}, data(own.merged_into))) : null,
    el('dl', {class: 'facts'},
      fact('First evidence', time(kase.event.start)),
      fact('Latest evidence', time(kase['@timestamp'])),
      fact('Users involved', people(kase.shtinkering.users, kase.related?.user)),
      techniques(kase).length ? fact('ATT&CK', data(techniques(kase).join(', '))) : null,
      fact('Case', el('code', {}, data(own.id)), ` revision ${number(own.revision)}`,
        own.previous_severity && own.previous_severity !== own.severity ? [', was ', data(own.previous_severity)] : null),
      fact('Last change', data(String(own.change ?? '').replaceAll('-', ' ')), ', ', time(kase.event.created))));
}

function techniques(kase) {
  const technique = kase.threat?.technique;
  return [...(technique?.subtechnique?.id ?? []), ...(technique?.id ?? [])];
}

/** Each account with what it did; a document of an earlier version has names alone. */
function people(users, names) {
  if (users == null) {
    return names?.length ? data(names.join(', ')) : 'none';
  }
  if (users.length === 0) {
    return 'none';
  }
  const deeds = new Map();
  users.forEach(user => deeds.set(user.name, [...(deeds.get(user.name) ?? []), deed(user)]));
  return el('ul', {class: 'users'}, [...deeds].map(([name, what]) =>
    el('li', {}, el('strong', {}, data(name)), ' ', data([...new Set(what)].join(', ')))));
}

function deed(user) {
  const how = user.logon_type == null ? '' : ` (type ${user.logon_type})`;
  return `${word(ROLES, user.role)}${how}${user.address ? ` from ${user.address}` : ''}`;
}

function fact(name, ...value) {
  return el('div', {}, el('dt', {}, name), el('dd', {}, ...value));
}

function section(name, title, ...children) {
  return el('section', {id: name, 'aria-labelledby': `${name}-title`}, el('h2', {id: `${name}-title`}, title), ...children.flat());
}

function processes(kase) {
  const tree = processTree(kase);
  return tree == null ? null : section('processes', 'Processes', tree);
}

function elsewhere(kase) {
  const list = links(kase);
  return list == null ? null : section('links', 'Links', list);
}

function raw(kase) {
  const count = kase.shtinkering.evidence.length;
  return section('raw', 'Raw',
    el('p', {class: 'buttons'},
      copyButton('the evidence as JSON', () => json(kase.shtinkering.evidence)),
      ` ${plural(count, 'piece')} of evidence `,
      el('a', {class: 'button', href: `/api/case?${new URLSearchParams({id, download: '1'})}`, download: 'case.json'}, 'Download the case')),
    el('details', {}, el('summary', {}, 'The whole document'),
      el('pre', {tabindex: '0', role: 'region', 'aria-label': 'The case as JSON'}, el('code', {}, json(kase)))));
}

// The guide speaks of its queries, so that paper has them, too.
addEventListener('beforeprint', () => content.querySelectorAll('.queries').forEach(details => { details.open = true; }));

const back = document.getElementById('back');
const fromList = sessionStorage.getItem('list');
if (fromList?.startsWith('/?')) {
  back.href = fromList;
}
const returning = () => sessionStorage.setItem('return-to', id);
back.addEventListener('click', returning);
onKeys({Escape: () => {
  returning();
  location.assign(back.href);
}});
