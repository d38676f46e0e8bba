package dev.typesync.corpus;

import static org.quartz.JobBuilder.newJob;
import static org.quartz.SimpleScheduleBuilder.repeatSecondlyForTotalCount;
import static org.quartz.TriggerBuilder.newTrigger;

import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.quartz.CalendarIntervalScheduleBuilder;
import org.quartz.CronScheduleBuilder;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.PersistJobDataAfterExecution;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.quartz.impl.calendar.HolidayCalendar;
import org.quartz.impl.matchers.GroupMatcher;

/** Uses all kinds of operations of a scheduler within ten seconds. */
@SuppressWarnings("JavaUtilDate") // the API of Quartz needs it
final class QuartzSchedule {
    private static final CountDownLatch FIRED = new CountDownLatch(3);

    private QuartzSchedule() {}

    static void run(Scheduler scheduler) throws SchedulerException, InterruptedException {
        add(scheduler);
        scheduler.start();
        if (!FIRED.await(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the scheduler fired " + (3 - FIRED.getCount()) + " of 3 times in 30 s");
        }
        change(scheduler);
        remove(scheduler);
    }

    private static void add(Scheduler scheduler) throws SchedulerException {
        scheduler.addCalendar("holidays", new HolidayCalendar(), true, true);
        scheduler.addCalendar("holidays", new HolidayCalendar(), true, true);
        JobDetail report = newJob(Report.class)
                .withIdentity("report", "nightly")
                .usingJobData("n", 1)
                .requestRecovery()
                .build();
        scheduler.scheduleJob(
                report,
                newTrigger()
                        .withIdentity("soon")
                        .withSchedule(repeatSecondlyForTotalCount(3))
                        .build());
        JobDetail durable =
                newJob(Report.class).withIdentity("durable").storeDurably().build();
        scheduler.addJob(durable, true);
        Trigger cron = newTrigger()
                .forJob(durable)
                .withIdentity("cron")
                .modifiedByCalendar("holidays")
                .withSchedule(CronScheduleBuilder.cronSchedule("0 0 3 * * ?"))
                .build();
        Trigger monthly = newTrigger()
                .forJob(durable)
                .withIdentity("monthly")
                .withSchedule(CalendarIntervalScheduleBuilder.calendarIntervalSchedule()
                        .withIntervalInMonths(1))
                .build();
        scheduler.scheduleJob(durable, Set.of(cron, monthly), true);
        scheduler.scheduleJob(newTrigger()
                .forJob(durable)
                .withIdentity("missed")
                .startAt(Date.from(Instant.now().minusSeconds(60)))
                .build());
    }

    private static void change(Scheduler scheduler) throws SchedulerException {
        scheduler.pauseTrigger(TriggerKey.triggerKey("cron"));
        scheduler.resumeTrigger(TriggerKey.triggerKey("cron"));
        scheduler.pauseJob(JobKey.jobKey("durable"));
        scheduler.resumeJob(JobKey.jobKey("durable"));
        scheduler.pauseTriggers(GroupMatcher.groupStartsWith("DEF"));
        scheduler.resumeAll();
        scheduler.rescheduleJob(
                TriggerKey.triggerKey("monthly"),
                newTrigger()
                        .withIdentity("hourly")
                        .withSchedule(CronScheduleBuilder.cronSchedule("0 0 * * * ?"))
                        .build());
        scheduler.triggerJob(JobKey.jobKey("durable"));
        scheduler.getTriggersOfJob(JobKey.jobKey("durable"));
    }

    private static void remove(Scheduler scheduler) throws SchedulerException {
        scheduler.unscheduleJob(TriggerKey.triggerKey("cron"));
        scheduler.deleteJob(JobKey.jobKey("durable"));
        scheduler.deleteCalendar("holidays");
        scheduler.clear();
    }

    /** A job with state. */
    @DisallowConcurrentExecution
    @PersistJobDataAfterExecution
    public static final class Report implements Job {
        @Override
        public void execute(JobExecutionContext context) {
            context.getJobDetail().getJobDataMap().put("n", context.getFireInstanceId());
            FIRED.countDown();
        }
    }
}
