/** An application that is packaged as a fat jar. */
package dev.typesync.frameworks.spring.shop;
