/**
 * Makes refill cards: for a maker's own page, or a program that prints labels. Needs neither shop nor engine, and defines
 * no tag.
 */
export { toRefillCardText, type RefillCard } from './core/protocol/refill-card.js';
export { toQrPng, toQrSvg } from './elements/qr/qr.js';
