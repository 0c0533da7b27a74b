/**
 * How the tools that record what people do in a page are told to leave something out: Sentry and others on rrweb,
 * PostHog, FullStory, Hotjar, Contentsquare, Clarity, LogRocket, Datadog, Smartlook, Mouseflow, Heap, Amplitude, Yandex
 * Metrica. Not compared with their documents: those of FullStory, Datadog, Hotjar, Smartlook and Heap.
 * Such tools mask fields; the element's own copy of a field's text has to be no less hidden.
 */
const CLASSES = [
  'rr-block',
  'rr-mask',
  'sentry-block',
  'sentry-mask',
  'ph-no-capture',
  'fs-exclude',
  'amp-block',
  'ym-hide-content',
];
const ATTRIBUTES = {
  'data-rr-is-password': 'true',
  'data-sentry-block': '',
  'data-sentry-mask': '',
  'data-hj-suppress': '',
  'data-cs-mask': '',
  'data-clarity-mask': 'true',
  'data-private': '',
  'data-dd-privacy': 'hidden',
  'data-recording-disable': '',
  'data-mf-replace': '…',
  'data-heap-redact-text': 'true',
};

const HOLDS_TEXT = '.stage, .ghost, .tray, .announcement';

/** Keeps what the element holds of a text out of recordings. */
export function leaveUnrecorded(root: ParentNode): void {
  for (const element of root.querySelectorAll(HOLDS_TEXT)) {
    element.classList.add(...CLASSES);
    for (const [name, value] of Object.entries(ATTRIBUTES)) element.setAttribute(name, value);
  }
}
