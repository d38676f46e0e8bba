/** Applications of Spring Boot with the plain URL and with the prefix. The sources are shared by Boot 3 and Boot 4. */
package dev.typesync.frameworks.spring;
