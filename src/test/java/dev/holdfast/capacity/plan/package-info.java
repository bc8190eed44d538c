/** What a capacity run says of other sizes: nodes, costs and limits for numbers of your own. */
@NullMarked
package dev.holdfast.capacity.plan;

import org.jspecify.annotations.NullMarked;
