/** The steps of docs/adoption.md, executed as they are written. */
package dev.typesync.jartest.adoption;
