/** Why drafts are held back; each can be switched off by its name. */
export const GATES = [
  'language',
  'code',
  'sensitive',
  'misspelling',
  'hurtful',
  'addresses',
  'numbers',
  'junk',
  'gender',
  'after',
] as const;
export type GateName = (typeof GATES)[number];

/** Gates that are switched off are false; those that are not named are on. */
export type GateSettings = Readonly<Partial<Record<GateName, boolean>>>;
