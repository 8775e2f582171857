import type { Say } from './design-samples.js';

export function sampleGuest(say: Say): object {
  return { ...heads(say), hits: hits(say), member: member(say) };
}

function heads(say: Say): object {
  return {
    headBadges: [
      { text: say('open') },
      { text: say('handedOver'), tone: 'ok' },
      { text: say('toCheck'), tone: 'warn' },
    ],
    search: { placeholder: say('placeholder'), hint: say('searchHint') },
  };
}

function hits(say: Say): object[] {
  const birthday = { text: say('birthdayTonight'), tone: 'festive', icon: 'cake' };
  return [
    {
      href: '#a',
      name: '张**',
      salutation: say('sir'),
      phone: '138****5678',
      badge: { text: say('gold'), tone: 'gold' },
      card: '**** 4321',
      figure: say('pointsUnit'),
      money: say('storedValue'),
      note: birthday,
    },
    {
      href: '#b',
      name: '单**',
      salutation: say('lady'),
      phone: '186****5678',
      badge: { text: say('member') },
      card: '**** 0907',
      figure: say('pointsSmall'),
      note: { text: say('last') },
    },
  ];
}

function member(say: Say): object {
  return {
    initial: '张',
    name: '张**',
    salutation: say('sir'),
    meta: ['138****5678', '**** 4321', say('preference')],
    badges: [
      { text: say('gold'), tone: 'gold', icon: 'crown' },
      { text: say('doubleToday'), tone: 'festive', icon: 'cake' },
    ],
    figureLabel: say('pointsAvailable'),
    figure: '12,480',
  };
}
