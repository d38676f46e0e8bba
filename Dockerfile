# Two images. The command line, which is also the replicator as a process of its own (`typesync run`):
#   docker build -t typesync .
#   docker run --rm -v ./typesync.yaml:/config/typesync.yaml:ro typesync doctor
# And the example application of compose.yaml:
#   docker build --target bookshop -t bookshop .
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /build
COPY . .
RUN mvn -B -ntp -Dmaven.test.skip -Dspotless.check.skip -pl cli,proxy/jdbc -am install

FROM build AS bookshop-build
RUN mvn -B -ntp -f examples/spring-boot/pom.xml -Dmaven.test.skip -Dspotless.check.skip package

FROM eclipse-temurin:17-jre AS bookshop
WORKDIR /config
COPY examples/spring-boot/typesync.yaml /config/typesync.yaml
COPY --from=bookshop-build /build/examples/spring-boot/target/bookshop.jar /opt/bookshop/bookshop.jar
USER 10001
EXPOSE 8080
ENTRYPOINT ["java", "-jar", "/opt/bookshop/bookshop.jar"]

FROM eclipse-temurin:17-jre AS typesync
WORKDIR /config
COPY --from=build /build/cli/target/typesync.jar /opt/typesync/typesync.jar
USER 10001
ENTRYPOINT ["java", "-jar", "/opt/typesync/typesync.jar"]
CMD ["run"]
