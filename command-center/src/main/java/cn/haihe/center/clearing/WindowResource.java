package cn.haihe.center.clearing;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.settlement.Confirmation;
import cn.haihe.card.settlement.Instruction;
import cn.haihe.card.settlement.Settlement;
import cn.haihe.card.settlement.Window;
import cn.haihe.card.settlement.WindowState;
import cn.haihe.card.settlement.WindowStateException;
import cn.haihe.center.access.Roles;
import cn.haihe.center.access.audit.AuditNote;
import cn.haihe.center.access.audit.Audited;
import cn.haihe.center.clearing.internal.Bodies;
import cn.haihe.center.clearing.internal.Caller;
import cn.haihe.center.clearing.internal.Instructing;
import cn.haihe.center.clearing.internal.InstructionFile;
import cn.haihe.center.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Settlement windows: a business day from its first file to the bank's last word. Staff move them, institutions may look. */
@Path("/clearing/v1/windows/{day}")
@Tag(name = "Clearing")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.CLEARING)
public class WindowResource {
    private static final Duration TIME_OUT = Duration.ofSeconds(120);
    private static final int TEXT_LENGTH_MAX = 1_000;

    private final Settlement settlement;
    private final Instructing instructing;
    private final InstructionFile file;
    private final Caller caller;
    private final AuditNote note;

    WindowResource(
            Settlement settlement, Instructing instructing, InstructionFile file, Caller caller, AuditNote note) {
        this.settlement = settlement;
        this.instructing = instructing;
        this.file = file;
        this.caller = caller;
        this.note = note;
    }

    public record Step(int step, WindowState state, Instant at, String by, String detail) {
        static Step of(Window window) {
            return new Step(window.step(), window.state(), window.at(), window.by(), window.detail());
        }
    }

    /** @param amountFen above zero: to be paid to it; below: to be drawn from it */
    public record InstructionBody(String institution, long amountFen) {
        static InstructionBody of(Instruction instruction) {
            return new InstructionBody(instruction.institution().code(), instruction.amountFen());
        }
    }

    public record WindowBody(
            LocalDate businessDay, WindowState state, List<Step> steps, List<InstructionBody> instructions) {}

    /** @param reason for the second person */
    public record Asking(String reason) {}

    public record Asked(long approvalId, String state, Instant expiresAt) {}

    public record BankWord(String bankReference, String institution, Long amountFen, Boolean executed, String detail) {}

    @GET
    @RolesAllowed({Roles.INSTITUTION, Roles.CLEARING})
    @Operation(summary = "Where the window of a business day stands, each step of it, and what the bank was told")
    public Uni<WindowBody> get(@RestPath String day) {
        LocalDate businessDay = PositionResource.day(day);
        return settlement.listSteps(businessDay).chain(steps -> {
            if (steps.isEmpty()) {
                throw new ProblemException(
                        404, "no-such-window", "No such window", "No file came for " + day + ", and nobody closed it.");
            }
            boolean isStaff = caller.institution().isEmpty();
            return settlement
                    .listInstructions(businessDay)
                    .map(instructions -> new WindowBody(
                            businessDay,
                            steps.get(steps.size() - 1).state(),
                            steps.stream()
                                    .map(Step::of)
                                    .map(step -> isStaff
                                            ? step
                                            : new Step(step.step(), step.state(), step.at(), "centre", ""))
                                    .toList(),
                            instructions.stream()
                                    .filter(one -> isStaff
                                            || caller.institution().get().equals(one.institution()))
                                    .map(InstructionBody::of)
                                    .toList()));
        });
    }

    @POST
    @Path("close")
    @Audited("clearing.window.close")
    @Cancellable(false)
    @Operation(summary = "Take no more files for the day; later ones go to the next open day")
    public Uni<Step> close(@RestPath String day) {
        return step(settlement.close(PositionResource.day(day), caller.name()));
    }

    @POST
    @Path("seal")
    @Audited("clearing.window.seal")
    @Cancellable(false)
    @Operation(summary = "Seal the day's ledger, once all its files are posted")
    public Uni<Step> seal(@RestPath String day) {
        return step(settlement.seal(PositionResource.day(day), caller.name()));
    }

    @POST
    @Path("net")
    @Audited("clearing.window.net")
    @Cancellable(false)
    @Operation(summary = "Net the day between all institutions")
    public Uni<Step> net(@RestPath String day) {
        return step(settlement.net(PositionResource.day(day), caller.name()));
    }

    @POST
    @Path("instruct")
    @Audited("clearing.window.instruct")
    @Cancellable(false)
    @Operation(summary = "Ask a second person to approve that the bank is told what to move")
    public Uni<Response> instruct(@RestPath String day, Asking asking) {
        LocalDate businessDay = PositionResource.day(day);
        String reason = text(asking == null ? null : asking.reason(), "reason");
        return instructing
                .ask(businessDay, reason, caller.name())
                .onFailure(WindowStateException.class)
                .transform(e -> problem((WindowStateException) e))
                .invoke(approval -> note.add("approval", approval.id()))
                .map(approval -> Response.status(202)
                        .entity(new Asked(approval.id(), approval.state().name(), approval.expiresAt()))
                        .build());
    }

    @GET
    @Path("instructions")
    @Produces("text/plain;charset=US-ASCII")
    @Operation(summary = "What the bank is to move, as a file of fixed lines that the centre signs")
    public Uni<String> instructions(@RestPath String day) {
        LocalDate businessDay = PositionResource.day(day);
        return settlement.listSteps(businessDay).chain(steps -> {
            // A file that says "nothing to move" of a day that nobody approved yet would be believed by a bank.
            if (steps.stream().noneMatch(step -> step.state() == WindowState.INSTRUCTED)) {
                throw new ProblemException(
                        409, "wrong-state", "Wrong state", "The bank was not told anything for " + day + " yet.");
            }
            return settlement.listInstructions(businessDay).map(instructions -> file.text(businessDay, instructions));
        });
    }

    @POST
    @Path("confirmations")
    @Audited("clearing.window.confirm")
    @Cancellable(false)
    @Operation(summary = "Tell what the bank said of an instruction; the same again changes nothing")
    public Uni<Step> confirm(@RestPath String day, BankWord word) {
        LocalDate businessDay = PositionResource.day(day);
        if (word == null || word.amountFen() == null || word.executed() == null) {
            throw malformed("Send {\"bankReference\",\"institution\",\"amountFen\",\"executed\",\"detail\"} as JSON.");
        }
        Institution institution = institution(text(word.institution(), "institution"));
        note.add("institution", institution)
                .add("amountFen", word.amountFen())
                .add("executed", word.executed())
                .add("bankReference", word.bankReference());
        return step(settlement.confirm(
                new Confirmation(
                        text(word.bankReference(), "bankReference"),
                        businessDay,
                        institution,
                        Bodies.fen(word.amountFen(), "amountFen"),
                        word.executed(),
                        word.detail() == null ? "" : text(word.detail(), "detail")),
                caller.name()));
    }

    /** Also one that does not take part: whatever the bank says of a movement is kept, and looked into. */
    private static Institution institution(String code) {
        try {
            return new Institution(code);
        } catch (IllegalArgumentException e) {
            throw malformed(e.getMessage());
        }
    }

    private Uni<Step> step(Uni<Window> step) {
        return step.ifNoItem()
                .after(TIME_OUT)
                .fail()
                .onFailure(WindowStateException.class)
                .transform(e -> problem((WindowStateException) e))
                .invoke(window -> note.add("state", window.state()))
                .map(Step::of);
    }

    private static ProblemException problem(WindowStateException e) {
        String slug = e.why().name().toLowerCase().replace('_', '-');
        int status = e.why() == WindowStateException.Why.NO_SUCH_WINDOW ? 404 : 409;
        return new ProblemException(status, slug, "The window cannot take this step", e.getMessage());
    }

    private static String text(String text, String field) {
        if (text == null || text.isBlank() || text.length() > TEXT_LENGTH_MAX || text.indexOf('\0') >= 0) {
            throw malformed(field + " must be a text of at most " + TEXT_LENGTH_MAX + " characters.");
        }
        return text;
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(400, "malformed-body", "Malformed body", detail);
    }
}
