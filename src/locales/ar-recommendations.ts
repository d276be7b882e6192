import type { RecommendationTerms } from './terms.js';

/** Arabic, for what a shopper may want again. */
export const AR_RECOMMENDATIONS: RecommendationTerms = {
  buyAgain: 'اشترِ مرة أخرى',
  popularHere: 'رائج هنا',
  boughtOnce: 'اشتريته مرة واحدة',
  boughtTimes: {
    zero: 'اشتريته {count} مرة',
    one: 'اشتريته مرة واحدة',
    two: 'اشتريته مرتين',
    few: 'اشتريته {count} مرات',
    many: 'اشتريته {count} مرة',
    other: 'اشتريته {count} مرة',
  },
  boughtMostly: {
    zero: 'اشتريته {count} مرة، غالبًا {size}',
    one: 'اشتريته مرة واحدة، غالبًا {size}',
    two: 'اشتريته مرتين، غالبًا {size}',
    few: 'اشتريته {count} مرات، غالبًا {size}',
    many: 'اشتريته {count} مرة، غالبًا {size}',
    other: 'اشتريته {count} مرة، غالبًا {size}',
  },
  newHere: 'جديد',
  addUsuals: 'أضف كل مشترياتي المعتادة',
  usualsIn: 'كل مشترياتك المعتادة في السلة',
  usualsSay: {
    zero: 'لم يُضف شيء من مشترياتك المعتادة',
    one: 'أُضيف واحد من مشترياتك المعتادة',
    two: 'أُضيف اثنان من مشترياتك المعتادة',
    few: 'أُضيف {count} من مشترياتك المعتادة',
    many: 'أُضيف {count} من مشترياتك المعتادة',
    other: 'أُضيف {count} من مشترياتك المعتادة',
  },
  whyThis: 'لماذا هذا؟',
  whyDevice: 'حُسب على هذا الجهاز من طلباتك.',
  whyNode: 'حسبه خادم المتجر من طلباتك.',
  whySold: 'من أكثر ما يبيعه هذا المتجر.',
  noneYet: 'لا اقتراحات بعد',
  noneYetHint: 'ما تطلبه تجده هنا في المرة القادمة، لتضيفه مجددًا بلمسة واحدة.',
  noneLeft: 'لا مزيد من الاقتراحات الآن',
  suggestionsFailed: 'لا يمكن عرض الاقتراحات الآن.',
};
