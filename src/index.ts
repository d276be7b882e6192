/** Punnet's classes and types; defines no tag, so that a host can register names of its own. */
export { PunnetAdd } from './elements/punnet-add.js';
export { PunnetCartCount } from './elements/punnet-cart-count.js';
export { PunnetCart } from './elements/punnet-cart.js';
export { PunnetCatalog } from './elements/punnet-catalog.js';
export { PunnetCheckout } from './elements/punnet-checkout.js';
export { PunnetLoyalty } from './elements/punnet-loyalty.js';
export { PunnetOrders } from './elements/punnet-orders.js';
export { PunnetPrice } from './elements/punnet-price.js';
export { PunnetProduct } from './elements/punnet-product.js';
export { PunnetReceipt } from './elements/punnet-receipt.js';
export { PunnetRecommendations } from './elements/punnet-recommendations.js';
export { PunnetScan } from './elements/punnet-scan.js';
export { PunnetShop } from './elements/punnet-shop.js';
export { PunnetStatus } from './elements/punnet-status.js';
export { PunnetTestimonials } from './elements/punnet-testimonials.js';
export { PunnetVerify } from './elements/punnet-verify.js';

export {
  shopContext,
  type ShopElement,
  type ShopHandle,
  type Term,
  type TermKey,
  type TermOverrides,
} from './elements/contexts.js';
export type {
  AddDetail,
  CartDetail,
  ConnectionDetail,
  FactDetail,
  OrderChangeDetail,
  OrderDetail,
  ReadyDetail,
  RecommendationTakenDetail,
  RecommendationsShownDetail,
  TestimonialSeenDetail,
} from './elements/events.js';
export type { LineSource } from './core/cart/cart.js';
export type { CartView, CartViewLine } from './core/cart/cart-view.js';
export type { Catalog, Modifier, Product, Variant } from './core/catalog/catalog-schema.js';
export type { Order, OrderLine } from './core/order/order.js';
export type { OrderState } from './core/order/order-states.js';
export type { ShopProblem } from './core/shop-config.js';
export type { RankerName } from './core/personal-port.js';
export type { Reason } from './core/recommend/reason.js';
export type { Suggestion } from './core/recommend/suggest.js';
export type { Cause, OrderRequest, Outcome, Refused, ShopPort } from './core/shop-port.js';
export type { Connection, DepotView, ShopState, SlotView } from './core/shop-state.js';
