package cn.haihe.center.bus.internal;

import cn.haihe.center.bus.jt808.Authentication;
import cn.haihe.center.bus.jt808.MessageView;
import cn.haihe.center.bus.jt808.RegisterResult;
import cn.haihe.center.bus.jt808.Registration;
import cn.haihe.center.source.RejectReason;
import cn.haihe.center.source.Terminal;
import cn.haihe.center.source.TerminalRegister;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Decides which terminals may register and sign on: those that an administrator entered in the register. */
@ApplicationScoped
class SignOn {
    private static final int NO_PLATE = 0;

    private final TerminalRegister register;
    private final AuthenticationCodes codes;

    SignOn(TerminalRegister register, AuthenticationCodes codes) {
        this.register = register;
        this.codes = codes;
    }

    /**
     * @param code empty unless registered
     * @param detail why not, for operators
     */
    record Registered(RegisterResult result, String code, String detail) {}

    /** A terminal may register as often as it likes: it gets the same code. */
    Registered register(String phone, MessageView message) {
        Registration asked = Registration.read(message);
        Optional<Terminal> known = register.findByPhone(phone);
        if (known.isEmpty()) {
            return new Registered(RegisterResult.NO_SUCH_TERMINAL, "", "no terminal has the phone " + phone);
        }
        String plate = known.get().plate();
        boolean saysAnotherPlate = asked.plateColour() != NO_PLATE
                && !asked.plate().isEmpty()
                && !asked.plate().equals(plate);
        return saysAnotherPlate
                ? new Registered(
                        RegisterResult.NO_SUCH_VEHICLE,
                        "",
                        "terminal " + phone + " says plate " + asked.plate() + ", the register " + plate)
                : new Registered(RegisterResult.OK, codes.codeOf(phone), "");
    }

    /** @return why not, or empty where the terminal may speak */
    Optional<RejectReason> authenticate(String phone, MessageView message) {
        Authentication shown = Authentication.read(message);
        if (register.findByPhone(phone).isEmpty()) {
            return Optional.of(RejectReason.UNKNOWN_DEVICE);
        }
        return codes.matches(phone, shown.code()) ? Optional.empty() : Optional.of(RejectReason.UNAUTHORISED);
    }
}
