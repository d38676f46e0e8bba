package dev.typesync.frameworks.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.quartz.JobBuilder.newJob;
import static org.quartz.SimpleScheduleBuilder.simpleSchedule;
import static org.quartz.TriggerBuilder.newTrigger;

import dev.typesync.frameworks.UrlChange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.CronScheduleBuilder;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.matchers.GroupMatcher;

class QuartzIT {
    private static final int RUNS = 5;
    private static final String TRIGGERS = """
            select sched_name || ':' || trigger_name || ':' || trigger_group, sched_name, trigger_name, trigger_group,
              job_name, job_group, description, next_fire_time, prev_fire_time, priority, trigger_state, trigger_type,
              start_time, end_time, calendar_name, misfire_instr
            from qrtz_triggers""";
    private static final String JOBS = """
            select sched_name || ':' || job_name || ':' || job_group, sched_name, job_name, job_group, description,
              job_class_name, is_durable, is_nonconcurrent, is_update_data, requests_recovery
            from qrtz_job_details""";

    @TempDir
    private Path directory;

    @Test
    void runsInAClusterIfTheDriverIsNamed() throws Exception {
        UrlChange change = create();
        change.compare(QuartzIT::work);
        change.requireEqualRows("select job_name, description, job_data from qrtz_job_details order by 1");
        change.requireEqualRows("select trigger_name, trigger_state, cron_expression"
                + " from qrtz_triggers join qrtz_cron_triggers using (sched_name, trigger_name) order by 1");
        change.awaitDocuments("qrtz_job_details", JOBS);
        change.awaitDocuments("qrtz_triggers", TRIGGERS);
        assertThat(change.marks()).isEmpty();
    }

    @Test
    void itsPoolRefusesTheUrlIfTheDriverIsPgjdbcs() throws Exception {
        Properties properties = properties("only", create().prefixed().url(), "org.postgresql.Driver");
        Scheduler scheduler = new StdSchedulerFactory(properties).getScheduler();
        assertThatThrownBy(() -> scheduler.checkExists(JobKey.jobKey("any")))
                .hasStackTraceContaining("claims to not accept jdbcUrl");
    }

    private UrlChange create() throws Exception {
        return UrlChange.create(directory, tables(), "collections: { qrtz_job_details: {}, qrtz_triggers: {} }\n");
    }

    private static List<Object> work(String url) throws SchedulerException {
        Scheduler first = member("first", url);
        Scheduler second = member("second", url);
        List<Object> seen = new ArrayList<>();
        try {
            first.scheduleJob(
                    newJob(CountingJob.class)
                            .withIdentity("counted")
                            .usingJobData("url", url)
                            .build(),
                    newTrigger()
                            .withSchedule(
                                    simpleSchedule().withRepeatCount(RUNS - 1).withIntervalInMilliseconds(20))
                            .build());
            first.start();
            second.start();
            await().atMost(Duration.ofSeconds(30)).until(() -> CountingJob.COUNTS.getOrDefault(url, 0) == RUNS);
            seen.add(changeJobs(second));
            await().atMost(Duration.ofSeconds(30)).until(() -> !first.checkExists(JobKey.jobKey("counted")));
            seen.add(first.getJobKeys(GroupMatcher.anyGroup()).stream().sorted().toList());
        } finally {
            first.shutdown(true);
            second.shutdown(true);
        }
        return seen;
    }

    private static List<Object> changeJobs(Scheduler scheduler) throws SchedulerException {
        for (String name : List.of("kept", "paused", "removed")) {
            scheduler.scheduleJob(
                    newJob(CountingJob.class)
                            .withIdentity(name)
                            .withDescription(name)
                            .storeDurably()
                            .build(),
                    newTrigger()
                            .withIdentity(name)
                            .withSchedule(CronScheduleBuilder.cronSchedule("0 0 3 1 1 ? 2090"))
                            .build());
        }
        scheduler.pauseTrigger(TriggerKey.triggerKey("paused"));
        scheduler.addJob(
                newJob(CountingJob.class)
                        .withIdentity("kept")
                        .withDescription("new")
                        .storeDurably()
                        .build(),
                true);
        return List.of(
                scheduler.deleteJob(JobKey.jobKey("removed")),
                scheduler.getTriggerState(TriggerKey.triggerKey("paused")));
    }

    /** Counts its runs for each URL. Both schedulers of a cluster run it. */
    public static final class CountingJob implements Job {
        static final Map<String, Integer> COUNTS = new ConcurrentHashMap<>();

        @Override
        public void execute(JobExecutionContext context) {
            COUNTS.merge(context.getMergedJobDataMap().getString("url"), 1, Integer::sum);
        }
    }

    private static String driver(String url) {
        return url.startsWith("jdbc:typesync:") ? "dev.typesync.jdbc.TypesyncDriver" : "org.postgresql.Driver";
    }

    private static Scheduler member(String id, String url) throws SchedulerException {
        Scheduler member = new StdSchedulerFactory(properties(id, url, driver(url))).getScheduler();
        // Otherwise the next member would be this one: Quartz keeps one scheduler of a name in a JVM.
        SchedulerRepository.getInstance().remove(member.getSchedulerName());
        return member;
    }

    private static Properties properties(String id, String url, String driver) {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "org.quartz.scheduler.instanceName",
                "shop",
                "org.quartz.scheduler.instanceId",
                id,
                "org.quartz.threadPool.threadCount",
                "2",
                "org.quartz.jobStore.class",
                "org.quartz.impl.jdbcjobstore.JobStoreTX",
                "org.quartz.jobStore.driverDelegateClass",
                "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate",
                "org.quartz.jobStore.isClustered",
                "true",
                "org.quartz.jobStore.dataSource",
                id,
                "org.quartz.dataSource." + id + ".provider",
                "hikaricp",
                "org.quartz.dataSource." + id + ".driver",
                driver,
                "org.quartz.dataSource." + id + ".URL",
                url));
        return properties;
    }

    private static String tables() throws IOException {
        try (InputStream script =
                Scheduler.class.getResourceAsStream("/org/quartz/impl/jdbcjobstore/tables_postgres.sql")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8).replace("COMMIT;", "");
        }
    }
}
