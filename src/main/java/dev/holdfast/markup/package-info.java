/** HTML and Markdown that cannot be broken out of, and what every page is made of. */
@NullMarked
package dev.holdfast.markup;

import org.jspecify.annotations.NullMarked;
