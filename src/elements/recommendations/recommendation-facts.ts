/** The facts of suggestions, apart from the other events so that they load with the element. */
import type { RecommendationsShownDetail, RecommendationTakenDetail } from '../events.js';

function fact<T>(name: string, detail: T): CustomEvent<T> {
  return new CustomEvent(name, { detail, bubbles: true, composed: true });
}

/** The shopper sees a list that they have not seen before. */
export const recommendationsShown = (detail: RecommendationsShownDetail) =>
  fact('punnet-recommendations-shown', detail);

/** What was suggested is in the basket. */
export const recommendationTaken = (detail: RecommendationTakenDetail) =>
  fact('punnet-recommendation-taken', detail);
