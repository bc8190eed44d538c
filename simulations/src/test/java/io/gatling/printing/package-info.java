/** What stands for Gatling where its package is what matters. */
@NullMarked
package io.gatling.printing;

import org.jspecify.annotations.NullMarked;
