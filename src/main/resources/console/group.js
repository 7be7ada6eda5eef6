// A group of hosts in words: how many, which, and what share of the fleet.
import {data, el} from './dom.js';
import {number, plural} from './words.js';

export const KINDS = {
  'campaign': 'Campaign: one actor on several hosts',
  'deployment': 'Deployment: a tool that arms many hosts',
  'crash-storm': 'Crash storm: one program crashes on many hosts',
};
const SHOWN_HOSTS = 24;

/** A count with its error where it is an estimate. */
export function counted(count, error) {
  return error ? `about ${number(count)} (± ${number(error)})` : number(count);
}

/** The share of the fleet where it is known, else the count of hosts. */
export function share(prevalence) {
  const hosts = counted(prevalence.host_count, prevalence.host_count_error);
  if (prevalence.share_percent == null) {
    return `${hosts} ${prevalence.host_count === 1 ? 'host' : 'hosts'}`;
  }
  const percent = prevalence.share_percent === 0 ? 'less than 1' : number(prevalence.share_percent);
  return `${percent} % of hosts, ${hosts} of ${counted(prevalence.fleet_hosts, prevalence.fleet_hosts_error)}`;
}

/** Names of hosts, each a link to its cases; the rest on request. */
export function hosts(names, count) {
  const link = name => el('li', {}, el('a', {href: `/?${new URLSearchParams({within: 'all', host: name})}`}, data(name)));
  return [
    el('ul', {class: 'hosts'}, names.slice(0, SHOWN_HOSTS).map(link)),
    names.length > SHOWN_HOSTS
      ? el('details', {}, el('summary', {}, plural(names.length - SHOWN_HOSTS, 'more host')),
          el('ul', {class: 'hosts'}, names.slice(SHOWN_HOSTS).map(link)))
      : null,
    count > names.length
      ? el('p', {}, `${plural(count - names.length, 'further host')} not named here: the cases of all carry the id of this group.`)
      : null,
  ];
}
