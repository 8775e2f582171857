import type { Say } from './design-samples.js';

export function sampleLists(say: Say): object {
  return {
    tabs: tabs(say),
    table: table(say),
    noRows: [],
    events: events(say),
    tiles: tiles(say),
    cells: cells(),
    facts: facts(say),
  };
}

function tabs(say: Say): object[] {
  return [
    { href: '#a', label: say('pointsAvailable'), active: true },
    { href: '#b', label: say('colSlip'), count: 5 },
    { href: '#c', label: say('notice') },
  ];
}

function table(say: Say): object {
  const row = (time: string, slip: string, member: string, count: string, state: object, tone?: string) => {
    return {
      tone,
      cells: [
        { text: time, tone: 'muted' },
        { text: slip, href: '#slip' },
        { text: member },
        { text: count, strong: true },
        { text: '', badge: state },
      ],
    };
  };
  const signed = { text: say('signed'), tone: 'ok' };
  return {
    columns: [
      { label: say('colTime') },
      { label: say('colSlip') },
      { label: say('colMember') },
      { label: say('colPoints'), align: 'end' },
      { label: say('colState'), align: 'end' },
    ],
    rows: [
      row('21:35', 'J1121-0387', `张** ${say('sir')}`, '+282', { text: say('toSign'), tone: 'warn' }),
      row('21:12', 'J1121-0371', `欧阳** ${say('lady')}`, '+96', signed),
      row('20:58', 'J1121-0364', `单** ${say('lady')}`, '+1,204', signed),
      row('20:41', 'J1121-0350', `李** ${say('sir')}`, '−118', { text: say('reversed'), tone: 'bad' }, 'bad'),
      row('20:17', 'J1121-0342', `买买提·** ${say('guest')}`, '+58', { text: say('refused') }),
    ],
  };
}

function events(say: Say): object[] {
  return [
    { time: '11-21 21:35', title: say('evCredit'), who: '王丽 8803', tone: 'ok', icon: 'ticket-check' },
    { time: '11-21 20:02', title: say('evGift'), who: '赵敏 8805', tone: 'festive', icon: 'cake' },
    {
      time: '10-29 23:40',
      title: say('evLost'),
      note: say('evLostNote'),
      who: '王丽 8803',
      tone: 'bad',
      icon: 'credit-card',
    },
    {
      time: '06-18 19:26',
      title: say('evTier'),
      note: say('evTierNote'),
      who: '王丽 8803',
      tone: 'gold',
      icon: 'crown',
    },
    { time: '03-02 18:50', title: say('evEnrol'), who: '赵敏 8805' },
  ];
}

function tiles(say: Say): object[] {
  return [
    { href: '#1', text: say('tilePhone'), badge: { text: say('tileDay'), tone: 'bad' } },
    { href: '#2', text: say('tileGift'), badge: { text: say('tileToday'), tone: 'warn' } },
    { href: '#3', text: say('tileCall'), badge: { text: say('soon'), tone: 'bad', icon: 'clock' } },
    { href: '#4', text: say('tileCopies'), aside: say('tileWaiting') },
  ];
}

function cells(): object[] {
  return Array.from({ length: 50 }, (_, index) => ({ state: index === 20 ? 'bad' : index < 32 ? 'used' : 'free' }));
}

function facts(say: Say): object[] {
  return [
    { label: say('factPhone'), value: '138****5678' },
    { label: say('factBirthday'), value: '04-12', note: say('factLunar') },
    { label: say('factCard'), value: '**** 4321' },
    { label: say('factJoined'), value: '2024-03-02' },
  ];
}
