// What the fleet makes of one case: its group, how common it is, and our answer to a product's alert.
import {data, el} from './dom.js';
import {counted, hosts, KINDS, share} from './group.js';
import {plural, time, word} from './words.js';

const ANSWERS = {
  'confirms': 'The evidence confirms the alert',
  'refutes': 'The evidence contradicts the alert',
  'cannot-tell': 'Undecided: the evidence cannot tell',
};
const OF = {
  'launch': 'The same launch of WerFault, same program, same form',
  'arming': 'The same arming, same program, same value and folder',
};

/** Whether the case has anything to do with other hosts. */
export function concernsFleet(own) {
  return own.campaign != null || own.prevalence != null || own.vendor != null;
}

/** own: the case's fields; groups: the newest documents of groups, by id, as far as they are known. */
export function fleet(own, groups) {
  return [
    own.campaign ? group(own.campaign, groups.get(own.campaign.id)?.shtinkering.campaign) : null,
    own.prevalence ? prevalence(own.prevalence) : null,
    own.vendor ? vendor(own.vendor) : null,
  ];
}

function group(named, known) {
  const address = `/campaigns#campaign-${encodeURIComponent(named.id)}`;
  return el('div', {class: 'group', id: 'group'},
    el('h3', {}, el('a', {href: address}, data(word(KINDS, named.kind)))),
    known == null
      ? el('p', {}, 'Its document ', el('code', {}, data(named.id)), ' is not here.')
      : [
          el('p', {}, data(known.why)),
          el('p', {}, `${counted(known.host_count, known.host_count_error)} hosts, first seen `, time(known.first_seen),
            ', last seen ', time(known.last_seen)),
          hosts(known.hosts ?? [], known.host_count),
        ]);
}

function prevalence(common) {
  const bar = el('span', {class: 'bar plus'});
  bar.style.width = `${common.share_percent ?? 0}%`;
  return el('div', {class: 'prevalence', id: 'prevalence'},
    el('h3', {}, word(OF, common.of)),
    el('p', {}, `On ${share(common)} since `, time(common.since)),
    common.share_percent == null ? null : el('span', {class: 'track', 'aria-hidden': 'true'}, bar));
}

function vendor(answered) {
  return el('div', {class: 'vendor', id: 'vendor'},
    el('h3', {}, word(ANSWERS, answered.answer)),
    el('p', {}, answered.hosts_alerted > 1
      ? `The same answer on ${counted(answered.hosts_with_same_answer)} of ${plural(answered.hosts_alerted, 'host')} with an alert about the same launch so far.`
      : 'No other host had an alert about the same launch so far.'));
}
