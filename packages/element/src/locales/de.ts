import { str } from '@lit/localize';

/** German, for `configureLocalization` of @lit/localize. The numbers stand for the values in the English text. */
export const templates = {
  'superposed.suggestions': 'Vorschläge',
  'superposed.quick': 'Schneller Vorschlag, ohne das Sprachmodell',
  'superposed.loading': 'Wird geladen',
  'superposed.loading-model': 'Das Sprachmodell wird geladen …',
  'superposed.loading-model-of': str`Das Sprachmodell wird geladen: ${0} von ${1} MB`,
  'superposed.preparing': 'Das Sprachmodell wird gestartet …',
  'superposed.ready': 'Schreib los, hier erscheinen Vorschläge.',
  'superposed.slower': 'Keine GPU: Vorschläge brauchen länger.',
  'superposed.ngrams-only': 'Nur kurze Vorschläge: Das Sprachmodell fehlt.',
  'superposed.thinking': 'Denkt nach …',
  'superposed.no-suggestions': 'Keine Vorschläge:',
  'superposed.offline': 'Keine Verbindung. Sobald wieder eine da ist, geht es von selbst weiter.',
  'superposed.retry': 'Noch einmal versuchen',
  'superposed.ask': str`Vorschläge brauchen einmalig einen Download von ${0} MB.`,
  'superposed.download': str`${0} MB herunterladen`,
  'superposed.not-now': 'Jetzt nicht',
  'superposed.declined': 'Vorschläge sind aus.',
  'superposed.one': str`1 Vorschlag. ${0} fügt ein: ${1}. ${2} blendet aus.`,
  'superposed.several': str`${0} Vorschläge. ${1} fügt ein: ${2}. ${3} blendet aus.`,
  'superposed.one-more': str`1 Vorschlag: ${0}.`,
  'superposed.several-more': str`${0} Vorschläge: ${1}.`,
  'superposed.inserted': str`Eingefügt: ${0}`,
};
