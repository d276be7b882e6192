/** The schemas that are published as JSON Schema files, by file name. */
import type { GenericSchema } from 'valibot';

import { AlternateSchema } from './alternate.js';
import { EnrolAnswerSchema, EnrolRequestSchema } from './enrol.js';
import { ImportAnswerSchema, ImportRequestSchema, ReceiptStandingSchema } from './receipt-import.js';
import { InsightsAnswerSchema } from './insights.js';
import { ContactSchema, IntentSchema } from './intent.js';
import { LeaseGrantSchema, LeaseRequestSchema } from './lease.js';
import { MeasureAnswerSchema, MeasureRequestSchema } from './measure.js';
import { ProblemSchema } from './problem.js';
import { ProofSchema } from './proof.js';
import { PulseSchema } from './pulse.js';
import { RefillCardSchema } from './refill-card.js';
import { RecommendAnswerSchema, RecommendRequestSchema } from './recommend.js';
import { StallAnswerSchema } from './stall.js';
import { SyncAnswerSchema, SyncRequestSchema } from './sync.js';
import { TestimonialSchema } from './testimonial.js';

export const schemas: Readonly<Record<string, GenericSchema>> = {
  intent: IntentSchema,
  contact: ContactSchema,
  proof: ProofSchema,
  alternate: AlternateSchema,
  'lease-request': LeaseRequestSchema,
  'lease-grant': LeaseGrantSchema,
  'enrol-request': EnrolRequestSchema,
  'enrol-answer': EnrolAnswerSchema,
  'import-request': ImportRequestSchema,
  'import-answer': ImportAnswerSchema,
  'receipt-standing': ReceiptStandingSchema,
  'sync-request': SyncRequestSchema,
  'sync-answer': SyncAnswerSchema,
  'stall-answer': StallAnswerSchema,
  'recommend-request': RecommendRequestSchema,
  'recommend-answer': RecommendAnswerSchema,
  'measure-request': MeasureRequestSchema,
  'measure-answer': MeasureAnswerSchema,
  'insights-answer': InsightsAnswerSchema,
  testimonial: TestimonialSchema,
  pulse: PulseSchema,
  'refill-card': RefillCardSchema,
  problem: ProblemSchema,
};
