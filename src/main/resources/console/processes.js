// Who did what to whom: the processes of a case as a picture.
import {data, el} from './dom.js';
import {number} from './words.js';

/** The processes of a case in the order of the technique; null where it names none. */
export function processTree(kase) {
  const own = kase.shtinkering;
  const launched = own.case.stages.includes('launch') || own.target?.pid != null;
  const nodes = [
    ...armingNodes(own),
    ...(launched ? launchNodes(kase, own) : []),
    ...dumpNodes(kase, own),
  ];
  return nodes.length === 0 ? null : el('ol', {class: 'processes', 'aria-label': 'Processes'}, nodes);
}

/** One piece of evidence for each process that the evidence of a stage names. */
function acts(own, stage) {
  const distinct = new Map();
  own.evidence.filter(item => item.stage === stage && item.process).forEach(item =>
    distinct.set([item.process.executable, item.process.pid, item.user, item.path].join('\n'), item));
  return [...distinct.values()];
}

function armingNodes(own) {
  return acts(own, 'arming').map(item => node('Enabled the dumps', item.process, 'asker', null, item.user));
}

function launchNodes(kase, own) {
  const process = kase.process ?? {};
  const parent = process.parent;
  const initiator = own.target?.initiator_pid;
  const target = own.target?.pid;
  const foreign = initiator != null && initiator !== target;
  const parentAsked = foreign && parent?.pid === initiator;
  const claimsLsass = foreign && !parentAsked && parent?.name?.toLowerCase() === 'lsass.exe';
  return [
    foreign && !parentAsked ? node('Asked for the dump (-ip)', {pid: initiator}, 'asker',
      'Program unknown: no process start seen.') : null,
    parent ? node(parentAsked ? 'Asked for the dump (-ip), and started it' : 'Started it', parent, parentAsked ? 'asker' : '',
      claimsLsass ? `Spoofed parent: the command line names PID ${initiator}.` : null) : null,
    process.executable || process.pid != null ? node('Error reporting', process, 'reporter', null, account(kase.user)) : null,
    targetNode(own, target),
  ].filter(Boolean);
}

/** Each dump with who wrote it; WerFault itself stands above already. */
function dumpNodes(kase, own) {
  const dumps = own.evidence.filter(item => item.stage === 'dump' && item.path);
  const files = new Map(dumps.map(item => [[item.path, item.process?.name].join('\n'), item]));
  if (files.size === 0) {
    return kase.file?.path && own.case.stages.includes('dump') ? [fileNode(kase.file)] : [];
  }
  const reporter = own.case.stages.includes('launch') ? kase.process?.pid : null;
  return [...files.values()].flatMap(item => [
    item.process && (reporter == null || item.process.pid !== reporter) ? node('Wrote the dump', item.process, 'asker', null, item.user) : null,
    fileNode({path: item.path, size: item.path === kase.file?.path ? kase.file.size : null}),
  ]).filter(Boolean);
}

function account(user) {
  return user == null ? null : [user.domain, user.name].filter(Boolean).join('\\');
}

function targetNode(own, target) {
  const lsass = own.lsass.pid;
  const resolution = own.lsass.resolution ?? (lsass != null && target != null && lsass !== target ? 'refuted' : null);
  const says = {
    confirmed: 'This is LSASS.',
    refuted: `This is not LSASS${lsass == null ? '' : `, which has PID ${lsass}`}.`,
    unknown: 'Whether this is LSASS is not known yet.',
  }[resolution] ?? 'Unknown process.';
  const sources = own.lsass.sources ?? [];
  return el('li', {class: `node target ${resolution === 'confirmed' ? 'lsass' : ''}`},
    el('span', {class: 'role'}, 'Target (-p)'),
    el('strong', {class: 'image'}, resolution === 'confirmed' ? 'lsass.exe' : 'a process'),
    el('span', {class: 'pid'}, target == null ? 'PID not shown' : `PID ${target}`),
    el('span', {class: 'fact'}, says),
    sources.length ? el('span', {class: 'fact'}, 'LSASS’s PID is known by: ', data(sources.join('; '))) : null);
}

function fileNode(file) {
  return el('li', {class: 'node dumpfile'},
    el('span', {class: 'role'}, 'Dump file'),
    el('code', {class: 'command'}, data(file.path)),
    file.size == null ? null : el('span', {class: 'fact'}, `${number(file.size)} bytes`));
}

function node(role, process, kind, note = null, user = null) {
  const name = process.name ?? process.executable?.split('\\').pop() ?? 'a process';
  const signature = process.code_signature;
  const integrity = process.Ext?.token?.integrity_level_name;
  return el('li', {class: `node ${kind}`},
    el('span', {class: 'role'}, role),
    el('strong', {class: 'image'}, data(name)),
    process.pid == null ? null : el('span', {class: 'pid'}, `PID ${process.pid}`),
    process.executable ? el('span', {class: 'fact'}, data(process.executable)) : null,
    process.command_line ? el('code', {class: 'command'}, data(process.command_line)) : null,
    user ? el('span', {class: 'fact'}, 'as ', data(user)) : null,
    signature ? el('span', {class: 'fact'}, signature.exists === false ? 'not signed' : 'signed ',
      signature.subject_name ? data(`by ${signature.subject_name}`) : null) : null,
    integrity ? el('span', {class: 'fact'}, `integrity level ${integrity}`) : null,
    process.hash?.sha256 ? el('span', {class: 'fact'}, 'SHA-256 ', data(process.hash.sha256)) : null,
    note ? el('span', {class: 'fact'}, note) : null);
}
