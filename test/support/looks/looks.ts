/** Every element that there is, in every state of it. */
import type { PartOwner } from '../../../src/elements/page/parts.js';
import { PunnetAdd } from '../../../src/elements/punnet-add.js';
import { PunnetCartCount } from '../../../src/elements/punnet-cart-count.js';
import { PunnetCart } from '../../../src/elements/punnet-cart.js';
import { PunnetCatalog } from '../../../src/elements/punnet-catalog.js';
import { PunnetCheckout } from '../../../src/elements/punnet-checkout.js';
import { PunnetLoyalty } from '../../../src/elements/punnet-loyalty.js';
import { PunnetOrders } from '../../../src/elements/punnet-orders.js';
import { PunnetPrice } from '../../../src/elements/punnet-price.js';
import { PunnetProduct } from '../../../src/elements/punnet-product.js';
import { PunnetReceipt } from '../../../src/elements/punnet-receipt.js';
import { PunnetRecommendations } from '../../../src/elements/punnet-recommendations.js';
import { PunnetScan } from '../../../src/elements/punnet-scan.js';
import { PunnetStatus } from '../../../src/elements/punnet-status.js';
import { PunnetTestimonials } from '../../../src/elements/punnet-testimonials.js';
import { PunnetVerify } from '../../../src/elements/punnet-verify.js';
import { defineOnce } from '../shop-fixture.js';
import type { Look } from './look.js';
import { loyaltyLooks } from './loyalty-looks.js';
import { checkoutLooks, ordersLooks, receiptLooks } from './order-looks.js';
import { recommendationsLooks } from './recommendations-looks.js';
import { scanLooks } from './scan-looks.js';
import { testimonialsLooks } from './testimonials-looks.js';
import { verifyLooks } from './verify-looks.js';
import {
  addLooks,
  cartLooks,
  catalogLooks,
  countLooks,
  priceLooks,
  productLooks,
  statusLooks,
} from './shop-looks.js';

const ELEMENTS: Readonly<Record<PartOwner, CustomElementConstructor>> = {
  product: PunnetProduct,
  catalog: PunnetCatalog,
  add: PunnetAdd,
  price: PunnetPrice,
  'cart-count': PunnetCartCount,
  cart: PunnetCart,
  status: PunnetStatus,
  checkout: PunnetCheckout,
  receipt: PunnetReceipt,
  orders: PunnetOrders,
  loyalty: PunnetLoyalty,
  recommendations: PunnetRecommendations,
  testimonials: PunnetTestimonials,
  scan: PunnetScan,
  verify: PunnetVerify,
};

export const LOOKS: Readonly<Record<PartOwner, readonly Look[]>> = {
  product: productLooks,
  catalog: catalogLooks,
  add: addLooks,
  price: priceLooks,
  'cart-count': countLooks,
  cart: cartLooks,
  status: statusLooks,
  checkout: checkoutLooks,
  receipt: receiptLooks,
  orders: ordersLooks,
  loyalty: loyaltyLooks,
  recommendations: recommendationsLooks,
  testimonials: testimonialsLooks,
  scan: scanLooks,
  verify: verifyLooks,
};
export const OWNERS = Object.keys(LOOKS) as PartOwner[];

for (const [name, element] of Object.entries(ELEMENTS)) defineOnce(`punnet-${name}`, element);
