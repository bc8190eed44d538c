/** A dialect as somebody else writes it: it depends on the port and on nothing else of ours. */
@NullMarked
package org.example.chat;

import org.jspecify.annotations.NullMarked;
