/** Deploys an application several times in one JVM, and checks that nothing of the earlier ones stays. */
package dev.typesync.jartest.redeploy;
