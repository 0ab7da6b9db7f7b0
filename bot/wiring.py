"""The wiring: which commands there are, who acts on which timer, how each view is rendered."""

from domain.facts import FactKind
from domain.people import Act
from handlers.actions import add as action_add
from handlers.actions import done as action_done
from handlers.actions import list as action_list
from handlers.actions import reminders as action_reminders
from handlers.audit import head
from handlers.customers import (
    add,
    check,
    export_sheet,
    import_sheet,
    look,
    noticed,
    remove,
    trust,
    try_out,
)
from handlers.customers import list as customer_list
from handlers.customers import set as customer_set
from handlers.digests import digest, tell
from handlers.incident import (
    acknowledge,
    advance,
    affects,
    assess,
    assign,
    back,
    cancel,
    card,
    carry,
    catchup,
    close,
    crew,
    decide,
    determine,
    diagnose,
    drill,
    fill,
    find,
    grant,
    handover,
    hold,
    home,
    invite,
    keep,
    kept,
    merge,
    mitigate,
    note,
    page,
    refer,
    reopen,
    report,
    restrict,
    sev,
    status,
    take,
    timeline,
    unfilled,
    uninvite,
    unrestrict,
    watch,
)
from handlers.incident import list as incident_list
from handlers.incident import open as incident_open
from handlers.incident.phases import phases_text
from handlers.install import own_channel, token
from handlers.kit import paging
from handlers.kit.commands import Command
from handlers.kit.help import with_help
from handlers.kit.rules import Rules
from handlers.maintenance import change, due, follow, progress, schedule
from handlers.maintenance import confirm as maintenance_confirm
from handlers.maintenance import list as maintenance_list
from handlers.milestones import milestone
from handlers.milestones import remind as milestone_remind
from handlers.notices import (
    advisory,
    affected,
    amend,
    announce,
    cadence,
    confirm,
    deliveries,
    embargo,
    estimate,
    explain,
    failed,
    fallback,
    fan_out,
    freeze,
    heard,
    holding,
    hush,
    nudge,
    outage,
    promise,
    propose,
    publish,
    quiet_end,
    second,
    snooze,
    stop,
    strangers,
    update,
    withhold,
)
from handlers.notices import answer as customer_answer
from handlers.obligations import deadlines, reminders, settle
from handlers.obligations import start as obligation_start
from handlers.review import analyse as review_analyse
from handlers.review import analysis as review_analysis
from handlers.review import post as review_post
from handlers.review import readers as review_readers
from handlers.review import reminders as review_reminders
from handlers.runbooks import run
from handlers.runbooks import upload as runbook_upload
from handlers.stats import stats
from handlers.whoowns import (
    activate,
    alias,
    answer,
    customer_copy,
    decide_matrix,
    diff,
    gaps,
    import_matrix,
    matrix,
    share,
    sources,
    unknown,
    versions,
    wrong,
)
from handlers.whoowns.questions import Questions

INCIDENT_VERBS = {
    "Open, find, follow": (
        incident_open.VERB,
        drill.VERB,
        incident_open.ON_A_CELL,
        incident_open.FROM_A_MESSAGE,
        status.VERB,
        incident_list.VERB,
        catchup.VERB,
        timeline.VERB,
        note.VERB,
        keep.VERB,
        keep.PINNED,
        kept.VERB,
        find.VERB,
        report.VERB,
        home.VERB,
        stats.VERB,
        digest.VERB,
    ),
    "The phases": (
        advance.VERB,
        advance.FORCE,
        fill.VERB,
        back.VERB,
        close.VERB,
        cancel.VERB,
        merge.VERB,
        reopen.VERB,
        assess.VERDICT,
        assess.RATE,
        sev.VERB,
        affects.VERB,
        determine.VERB,
        refer.VERB,
        diagnose.CAUSE,
        diagnose.PLAN,
        diagnose.EXPOSED,
        milestone.VERB,
        run.VERB,
        run.TICK,
        runbook_upload.VERB,
    ),
    "An emergency mitigation": (
        mitigate.VERB,
        mitigate.AMEND,
        decide.APPROVE,
        decide.DECLINE,
        decide.PROCEED,
        carry.BEGIN,
        carry.END,
        decide.REVIEWED,
    ),
    "Tell customers": (
        outage.VERB,
        announce.VERB,
        update.UPDATE,
        update.ETA,
        update.RECOVERED,
        confirm.CONFIRM,
        confirm.CONFIRM_ANYWAY,
        confirm.DISCARD,
        second.APPROVE,
        second.DECLINE,
        second.ALONE,
        stop.VERB,
        amend.CORRECT,
        amend.WITHDRAW,
        explain.VERB,
        advisory.VERB,
    ),
    "Who is told, and when": (
        affected.VERB,
        withhold.VERB,
        embargo.AGREE,
        embargo.LIFT,
        snooze.VERB,
        cadence.VERB,
        freeze.FREEZE,
        freeze.THAW,
        deliveries.VERB,
        failed.RETRY,
        strangers.LEAVE_HELD,
        heard.VERB,
        customer_answer.VERB,
    ),
    "People": (
        page.VERB,
        acknowledge.VERB,
        assign.VERB,
        take.VERB,
        handover.VERB,
        restrict.VERB,
        invite.VERB,
        uninvite.VERB,
        unrestrict.VERB,
        hold.HOLD,
        hold.RELEASE,
        grant.GRANT,
        grant.REVOKE,
        grant.RIGHTS,
        own_channel.VERB,
        token.VERB,
    ),
    "Obligations, actions, the review": (
        obligation_start.VERB,
        obligation_start.ON_A_RULE,
        settle.MET,
        settle.MET_BY_FORM,
        settle.WAIVE,
        deadlines.VERB,
        action_add.VERB,
        action_list.VERB,
        action_done.VERB,
        review_post.VERB,
        review_analysis.VERB,
        review_analyse.VERB,
        review_analyse.REWRITE,
        review_readers.VERB,
    ),
}
CUSTOMER_VERBS = (
    add.VERB,
    customer_list.VERB,
    customer_set.VERB,
    remove.VERB,
    check.VERB,
    trust.VERB,
    try_out.VERB,
    import_sheet.VERB,
    export_sheet.VERB,
    noticed.NOTICED,
    noticed.MOVED,
)
MAINTENANCE_VERBS = (
    schedule.VERB,
    maintenance_list.VERB,
    change.MOVE,
    change.LONGER,
    change.CANCEL,
    progress.VERIFY,
    progress.COMPLETE,
    maintenance_confirm.CONFIRM,
    maintenance_confirm.DISCARD,
)
ANSWER_VERBS = (
    matrix.VERB,
    diff.VERB,
    sources.VERB,
    gaps.VERB,
    alias.VERB,
    alias.OF_A_GAP,
    alias.LIST,
    alias.FORGET,
    versions.VERB,
    import_matrix.VERB,
    activate.VERB,
    decide_matrix.APPROVE,
    decide_matrix.ALONE,
    decide_matrix.DECLINE,
    share.VERB,
    customer_copy.VERB,
    wrong.VERB,
)
QUESTIONS = (
    "Anything else is a question, in any words: `/whoowns hypervisor iaas`, `/whoowns saas`, "
    "`@onus who patches the guest OS on AKS?`"
)
MAINTENANCE = "Customers are reminded, and told when the time begins; that it is over, you say."
CHANNELS = "A channel belongs to one customer. Invite @onus there, then `/customers check`."

RULES = Rules(
    commands={
        "incident": Command(
            "incident",
            with_help("incident", INCIDENT_VERBS, more=phases_text()),
            bare="status",
        ),
        "customers": Command(
            "customers",
            with_help("customers", {"": CUSTOMER_VERBS}, more=CHANNELS),
            bare="list",
        ),
        "maintenance": Command(
            "maintenance",
            with_help("maintenance", {"": MAINTENANCE_VERBS}, more=MAINTENANCE),
            bare="list",
        ),
        "whoowns": Questions(
            "whoowns",
            with_help("whoowns", {"": ANSWER_VERBS}, more=QUESTIONS, right=Act.ASK),
            bare="matrix",
            asking=answer.is_asked,
            known=answer.is_known,
            answer=answer.VERB,
            unknown=unknown.VERB,
        ),
    },
    ringers={
        watch.MITIGATION: watch.ring,
        reminders.OBLIGATION: reminders.ring,
        action_reminders.ACTION: action_reminders.ring,
        promise.COMMITMENT: holding.ring,
        promise.NUDGE: nudge.ring,
        hush.QUIET: quiet_end.ring,
        estimate.ESTIMATE: estimate.ring,
        publish.STOPPABLE: stop.ring,
        fallback.FALLBACK: fallback.ring,
        propose.PROPOSAL: propose.ring,
        fan_out.PROGRESS: fan_out.ring,
        follow.MAINTENANCE: due.ring,
        paging.PAGE: paging.ring,
        review_reminders.REVIEW: review_reminders.ring,
        crew.UNFILLED: unfilled.ring,
        head.HEAD: head.ring,
        tell.DIGEST: tell.ring,
        milestone_remind.MILESTONE: milestone_remind.ring,
        look.LOOK: look.ring,
        try_out.ARRIVAL: try_out.ring,
        embargo.EMBARGO: embargo.ring,
    },
    reactions={
        FactKind.OPENED: (unfilled.after_opening,),
        FactKind.OUTAGE_BEGUN: (unfilled.after_outage,),
        FactKind.MOVED: (review_reminders.follow, restrict.after_verdict),
        FactKind.VERDICT_SET: (restrict.after_verdict,),
        FactKind.RESTRICTED: (tell.take_back,),
    },
)
VIEWS = {"incident": card.render}
