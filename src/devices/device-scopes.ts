/** The doors of the API, each opened by a word on the key. */
export const DEVICE_SCOPES = ['slips', 'members', 'cards', 'points', 'gifts', 'av', 'spends', 'topUps'] as const;

export type DeviceScope = (typeof DEVICE_SCOPES)[number];

export function isDeviceScope(text: string): text is DeviceScope {
  return DEVICE_SCOPES.some((scope) => scope === text);
}
