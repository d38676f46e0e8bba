package dev.typesync.frameworks.spring;

import jakarta.servlet.http.HttpSession;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Counts the visits of a session. */
@WithoutJpa
@Import(SessionApplication.Visits.class)
class SessionApplication {
    @RestController
    static class Visits {
        @GetMapping("/visits")
        String visits(HttpSession session) {
            int visits = session.getAttribute("visits") instanceof Integer before ? before + 1 : 1;
            session.setAttribute("visits", visits);
            return "visits: " + visits;
        }

        @GetMapping("/logout")
        String logout(HttpSession session) {
            session.invalidate();
            return "bye";
        }
    }
}
